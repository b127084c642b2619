import RedianCore

/// Decodes cells to well-formed UTF-8; what the rest of redian reads is nothing else.
///
/// The file's encoding is tried first, with one exception in each direction, because files are joined
/// and fields are pasted: a cell that is not UTF-8 may be GB18030 in a UTF-8 file, and the other way
/// round. The other encoding is taken only where the bytes speak for it: a text that was cut inside a
/// character, or lost a byte, is damaged UTF-8 and not GB18030, though almost any bytes are.
struct CellDecoder {
  /// A cell that was not in the file's encoding, and its first byte that is not.
  struct Fault: Equatable {
    var code: ProblemCode
    var place: Int
    /// The bad bytes are a character that the cell's end cuts.
    var isCut = false
  }

  let encoding: CellEncoding

  /// Appends a cell's text; returns what was wrong with it, if anything.
  func append(_ cell: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) -> Fault? {
    switch encoding {
    case .utf8: appendUTF8Cell(cell, to: &output)
    case .gb18030: appendGB18030Cell(cell, to: &output)
    }
  }

  /// A cell's text.
  func text(_ cell: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    _ = cell.withUnsafeBufferPointer { append($0, to: &output) }
    return output
  }

  private func appendUTF8Cell(
    _ cell: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) -> Fault? {
    let valid = validUTF8Prefix(cell)
    if valid == cell.count {
      output.append(contentsOf: cell)
      return nil
    }
    let isCut = isCutSequence(cell, valid)
    let evidence = utf8Evidence(cell)
    let before = output.count
    if !isCut, evidence.bad > evidence.good * 2, appendGB18030(cell, to: &output) == cell.count {
      return Fault(code: .mixedEncoding, place: valid)
    }
    output.removeSubrange(before...)
    appendReplacing(cell, to: &output)
    return Fault(code: .invalidText, place: valid, isCut: isCut)
  }

  private func appendGB18030Cell(
    _ cell: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) -> Fault? {
    guard let place = cell.firstIndex(where: { $0 >= 0x80 }) else {
      output.append(contentsOf: cell)
      return nil
    }
    if isChineseUTF8(cell, from: place) {
      output.append(contentsOf: cell)
      return Fault(code: .mixedEncoding, place: place)
    }
    let used = appendGB18030(cell, to: &output)
    if used == cell.count { return nil }
    appendReplacing(.init(rebasing: cell[used...]), to: &output)
    return Fault(code: .invalidText, place: used, isCut: GB18030.isCut(cell, used))
  }

  /// Appends what is GB18030 of the cell's beginning and returns its length.
  private func appendGB18030(
    _ cell: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) -> Int {
    var used = 0
    let text = [UInt8](unsafeUninitializedCapacity: GB18030.room(cell.count)) { space, count in
      guard let base = space.baseAddress else { return }
      (used, count) = GB18030.decode(cell, to: base)
    }
    output.append(contentsOf: text)
    return used
  }

  /// Appends the cell with U+FFFD for what is not UTF-8; in a GB18030 cell, for the rest behind the
  /// first bad byte, where ASCII stays (an illegal pair must not hide an ASCII byte).
  private func appendReplacing(
    _ cell: UnsafeBufferPointer<UInt8>,
    to output: inout [UInt8]
  ) {
    guard encoding == .gb18030 else {
      output.append(contentsOf: String(decoding: cell, as: UTF8.self).utf8)
      return
    }
    var index = 0
    while index < cell.count {
      if cell[index] < 0x80 {
        output.append(cell[index])
        index += 1
        continue
      }
      let used = appendGB18030(.init(rebasing: cell[index...]), to: &output)
      index += used
      guard used == 0 else { continue }
      appendUTF8(0xfffd, to: &output)
      index += 1
    }
  }
}

/// How much of a text is UTF-8: characters of three and more bytes, and ill-formed parts.
private func utf8Evidence(_ cell: UnsafeBufferPointer<UInt8>) -> (good: Int, bad: Int) {
  var (good, bad) = (0, 0)
  var index = 0
  while index < cell.count {
    let length = sequenceLength(cell, index)
    if length < 0 { bad += 1 } else if length > 2 { good += 1 }
    index += abs(length)
  }
  return (good, bad)
}

/// True where a text is UTF-8 of at least two characters of three bytes and none of two or four.
///
/// Chinese in GB18030 is hardly ever that: two characters of UTF-8 would be three of GB18030 whose
/// bytes fall into ranges that common characters do not have (none of the 1.3 million pieces of two to six
/// characters of the sample texts).
func isChineseUTF8(_ cell: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
  var characters = 0
  var index = start
  while index < cell.count {
    let length = sequenceLength(cell, index)
    if length == 3 { characters += 1 } else if length != 1 { return false }
    index += length
  }
  return characters >= 2
}

extension CellDecoder {
  /// A batch's cells, decoded and one after another, and what was wrong with which of them.
  func decode(
    _ bytes: [UInt8],
    cells: [CellRange]
  ) -> (bytes: [UInt8], cells: [CellRange], faults: [(cell: Int, fault: Fault)]) {
    var faults: [(cell: Int, fault: Fault)] = []
    var decoded = cells
    // A bad byte becomes the three bytes of U+FFFD, and a character is written as four bytes.
    let room = cells.reduce(8) { $0 + Int($1.end - $1.start) * 3 }
    let text = [UInt8](unsafeUninitializedCapacity: room) { space, count in
      guard let base = space.baseAddress else { return }
      bytes.withUnsafeBufferPointer { bytes in
        for (index, range) in cells.enumerated() {
          let cell = UnsafeBufferPointer(rebasing: bytes[Int(range.start)..<Int(range.end)])
          let start = count
          if let written = plain(cell, to: base + count) {
            count += written
          } else {
            var output: [UInt8] = []
            if let fault = append(cell, to: &output) { faults.append((index, fault)) }
            (base + count).update(from: output, count: output.count)
            count += output.count
          }
          decoded[index] = CellRange(start: UInt32(start), end: UInt32(count))
        }
      }
    }
    return (text, decoded, faults)
  }

  /// Writes a cell that is in the file's encoding beyond doubt; nil where it may not be.
  private func plain(
    _ cell: UnsafeBufferPointer<UInt8>,
    to output: UnsafeMutablePointer<UInt8>
  ) -> Int? {
    guard let base = cell.baseAddress else { return 0 }
    guard encoding == .gb18030 else {
      guard isUTF8(cell) else { return nil }
      output.update(from: base, count: cell.count)
      return cell.count
    }
    if isChineseUTF8(cell, from: 0) { return nil }
    let (used, written) = GB18030.decode(cell, to: output)
    return used == cell.count ? written : nil
  }
}
