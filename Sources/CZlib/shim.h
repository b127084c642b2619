#pragma once
#include <zlib.h>

// inflateInit2 is a macro. 16 asks for the gzip format alone, 15 for the largest window.
static inline int gzip_begin(z_stream *stream) {
  return inflateInit2(stream, 15 + 16);
}
