#pragma once

/// Flushes standard output. 0 where all that was printed has been written, else an errno: that of the flush; EPIPE or EIO
/// where an earlier write failed (a long text is written at once and leaves nothing to flush).
int redian_flush_output(void);
