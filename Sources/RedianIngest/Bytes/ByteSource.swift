/// Bytes from somewhere, once, in order: a file, what a file is unpacked to, what that is transcoded to.
///
/// Sources are stacked: a decoder owns the source below it. One task uses a stack at a time.
protocol ByteSource: AnyObject {
  /// Appends some bytes, about `limit` and at least one before the end; true at the end.
  func read(_ limit: Int, into buffer: inout [UInt8]) throws(IngestError) -> Bool
}

extension ByteSource {
  /// Appends until `count` bytes more are there; true at the end.
  func fill(_ count: Int, into buffer: inout [UInt8]) throws(IngestError) -> Bool {
    let wanted = buffer.count + count
    while buffer.count < wanted {
      if try read(wanted - buffer.count, into: &buffer) { return true }
    }
    return false
  }
}

/// A source whose first bytes have been looked at and are read again.
final class PeekedSource: ByteSource {
  private(set) var head: [UInt8] = []
  /// True where the head is everything.
  private(set) var isAll: Bool
  private var isHeadRead = false
  private let source: any ByteSource
  /// Why the head ends where it does, to be thrown when what comes next is read.
  private var failure: IngestError?

  /// Throws only where there is nothing at all: what an archive holds before its damage is read first.
  init(_ source: any ByteSource, count: Int) throws(IngestError) {
    self.source = source
    do throws(IngestError) {
      isAll = try source.fill(count, into: &head)
    } catch {
      if head.isEmpty { throw error }
      failure = error
      isAll = false
    }
  }

  /// Forgets the head: its bytes have been used, and what comes next is read.
  func release() {
    isHeadRead = true
    head = []
  }

  func read(_ limit: Int, into buffer: inout [UInt8]) throws(IngestError) -> Bool {
    if isHeadRead {
      if let failure { throw failure }
      return isAll ? true : try source.read(limit, into: &buffer)
    }
    buffer.append(contentsOf: head)
    release()
    return isAll
  }
}
