#define _GNU_SOURCE
#include "thread_random.h"

#include <stdlib.h>
#include <string.h>

// As large as the C library's own state: the same generator, the same numbers.
static _Thread_local char state[128];
static _Thread_local struct random_data generator;

void redian_seed_thread_random(unsigned seed) {
  memset(&generator, 0, sizeof generator);
  initstate_r(seed, state, sizeof state, &generator);
}

int rand(void) {
  // Unseeded, a thread begins as the C library does.
  if (!generator.state) redian_seed_thread_random(1);
  int32_t number;
  random_r(&generator, &number);
  return number;
}
