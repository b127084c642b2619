#pragma once
#include <zlib.h>

// inflateInit2 is a macro. 16 asks for the gzip format alone, 15 for the largest window.
static inline int gzip_begin(z_stream *stream) {
  return inflateInit2(stream, 15 + 16);
}

// The zlib format for writing, with Huffman codes alone, for bytes that repeat in no order.
static inline int huffman_begin(z_stream *stream) {
  return deflateInit2(stream, 9, Z_DEFLATED, 15, 9, Z_HUFFMAN_ONLY);
}
