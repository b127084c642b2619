#pragma once

// Counts what each thread asks the allocator for. This target defines malloc, calloc, realloc and aligned allocation anew
// and hands every request on to the C library (glibc). memalign, valloc and mmap are not seen.

/// Allocations of this thread so far.
unsigned long redian_allocations(void);
