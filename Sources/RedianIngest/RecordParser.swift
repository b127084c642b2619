import RedianCore

/// Parses blocks through libcsv and checks its work against the scanner's.
///
/// One per worker; holds libcsv's state and buffers, which are used again for every block.
package struct RecordParser: ~Copyable {
  private let layout: InputLayout
  private let special: SpecialRecords
  private var parser: CSVParser

  package init(layout: InputLayout) {
    self.layout = layout
    special = SpecialRecords(layout: layout)
    parser = CSVParser(delimiter: layout.delimiter)
  }

  /// The good records of a block; a row with another number of cells than the header is a reject.
  ///
  /// Throws ``IngestError/broken(path:byte:expected:found:)`` where libcsv and the scanner disagree.
  package mutating func parse(_ block: RecordBlock) throws(IngestError) -> RecordBatch {
    let room = block.segments.reduce(0) { $0 + ($1.replacement?.count ?? $1.bytes.count) }
    parser.begin(bytes: room, columns: layout.columns.count)
    for segment in block.segments {
      let fed = feed(segment, of: block)
      guard fed, parser.rows == segment.records.upperBound else {
        throw .broken(
          path: layout.path,
          byte: block.start + UInt64(segment.bytes.lowerBound),
          expected: segment.records.upperBound,
          found: parser.rows
        )
      }
    }
    return batch(of: block)
  }

  private mutating func feed(_ segment: RecordBlock.Segment, of block: RecordBlock) -> Bool {
    if let replacement = segment.replacement {
      return replacement.withUnsafeBufferPointer { parser.feed($0) }
    }
    return block.bytes.withUnsafeBufferPointer { parser.feed(.init(rebasing: $0[segment.bytes])) }
  }

  private func batch(of block: RecordBlock) -> RecordBatch {
    var (bytes, fieldEnds, wrong) = parser.take()
    var good = Array(block.starts.indices)
    var problems = block.problems
    var extents = ByteCounts()
    extents.rejects = block.rejectedBytes
    extents.blank = block.blankBytes
    var rows = block.rejectedRows
    if !wrong.isEmpty {
      let set = Set(wrong.map(\.row))
      good.removeAll { set.contains($0) }
      for (row, found) in wrong {
        let raw = raw(block, row)
        if let code = special.code(rawRecord: raw) {
          problems.append(problem(code, block, row))
          extents.titles += UInt64(raw.count)
        } else {
          problems.append(problem(misfit(raw, found), block, row, found: found, raw: raw))
          extents.rejects += UInt64(raw.count)
          rows += 1
        }
      }
    }
    var dropped: [Int] = []
    for (index, code) in special.indices(bytes: bytes, fieldEnds: fieldEnds, count: good.count) {
      problems.append(problem(code, block, good[index]))
      extents.titles += UInt64(raw(block, good[index]).count)
      dropped.append(index)
    }
    for nul in recordsWithNul(bytes, fieldEnds: fieldEnds, columns: layout.columns.count)
    where !dropped.contains(nul.record) {
      let row = good[nul.record]
      guard nul.run >= damagedRun else {
        problems.append(problem(.nulByte, block, row))
        continue
      }
      let raw = raw(block, row)
      problems.append(problem(.damagedBlock, block, row, raw: raw))
      extents.rejects += UInt64(raw.count)
      rows += 1
      dropped.append(nul.record)
    }
    if !dropped.isEmpty {
      (bytes, fieldEnds, good) = without(dropped, bytes, fieldEnds, good)
    }
    for row in good { extents.records += UInt64(block.ends[row] - block.starts[row]) }
    return RecordBatch(
      columns: layout.columns.count,
      bytes: bytes,
      fieldEnds: fieldEnds,
      offsets: good.map { block.start + UInt64(block.starts[$0]) },
      lines: good.map { block.lines[$0] },
      problems: problems.sorted { $0.byte < $1.byte },
      extents: extents,
      rows: rows + good.count
    )
  }

  private func raw(_ block: RecordBlock, _ row: Int) -> [UInt8] {
    Array(block.bytes[Int(block.starts[row])..<Int(block.ends[row])])
  }

  /// Why a row with another number of cells than the header is a reject.
  private func misfit(_ raw: [UInt8], _ found: Int) -> ProblemCode {
    if longestNulRun(raw) >= damagedRun { return .damagedBlock }
    return found < layout.columns.count ? .tooFewFields : .tooManyFields
  }

  private func problem(
    _ code: ProblemCode,
    _ block: RecordBlock,
    _ row: Int,
    found: Int = 0,
    raw: [UInt8] = []
  ) -> Problem {
    let span = Int(block.starts[row])..<Int(block.ends[row])
    let lines = block.bytes.withUnsafeBufferPointer { countLines($0, span) }
    return Problem(
      code,
      file: layout.number,
      line: block.lines[row],
      lineEnd: block.lines[row] + UInt64(max(lines, 1) - 1),
      byte: block.start + UInt64(block.starts[row]),
      expected: raw.isEmpty ? 0 : layout.columns.count,
      found: found,
      raw: raw
    )
  }

  /// The batch's arrays without some of its records.
  private func without(
    _ dropped: [Int],
    _ bytes: [UInt8],
    _ fieldEnds: [UInt32],
    _ good: [Int]
  ) -> ([UInt8], [UInt32], [Int]) {
    let columns = layout.columns.count
    let set = Set(dropped)
    var newBytes: [UInt8] = []
    var newEnds: [UInt32] = []
    for record in good.indices where !set.contains(record) {
      for index in record * columns..<(record + 1) * columns {
        let from = index == 0 ? 0 : Int(fieldEnds[index - 1])
        newBytes.append(contentsOf: bytes[from..<Int(fieldEnds[index])])
        newEnds.append(UInt32(newBytes.count))
      }
    }
    return (newBytes, newEnds, good.indices.filter { !set.contains($0) }.map { good[$0] })
  }
}
