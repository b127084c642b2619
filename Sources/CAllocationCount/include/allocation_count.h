#pragma once

// Counts what a thread asks the allocator for. This target defines malloc, calloc, realloc and aligned allocation anew
// and hands every request on to the C library (glibc); a program that is linked with it is counted as a whole.

/// Allocations of this thread so far.
unsigned long redian_allocations(void);
