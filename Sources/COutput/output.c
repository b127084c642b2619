#include "output.h"

#include <errno.h>
#include <stdio.h>

// `stdout` is a global variable, which Swift does not take.
int redian_flush_output(void) {
  if (fflush(stdout)) return errno;
  return ferror(stdout) ? EIO : 0;
}
