#pragma once

// Asks for the cache line of an address that will be read soon; any address is allowed, nothing is read.
static inline __attribute__((always_inline)) void redian_prefetch(const void *address) {
  __builtin_prefetch(address, 0, 3);
}
