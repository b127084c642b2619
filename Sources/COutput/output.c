#include "output.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>

// `stdout` is a global variable, which Swift does not take.
int redian_flush_output(void) {
  if (fflush(stdout)) return errno;
  if (!ferror(stdout)) return 0;
  // The errno of the earlier write is gone; of a pipe without a reader the system still tells.
  struct pollfd output = {.fd = fileno(stdout), .events = POLLOUT};
  return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) ? EPIPE : EIO;
}
