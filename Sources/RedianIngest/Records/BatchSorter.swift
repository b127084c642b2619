import RedianCore

/// Makes a batch of a block's cells: sets aside what is no ticket, and says where and why.
struct BatchSorter {
  private let block: RecordBlock
  private let layout: InputLayout
  private let special: SpecialRecords
  /// Where each row begins in the input; kept only where that is another place than in the stream.
  private let rowPlaces: [UInt64]
  /// Numbers in the block of the rows that are still good.
  private var good: [Int]
  private var text = BatchText(bytes: [], cells: [], faults: [])
  private var problems: [Problem]
  private var extents = ByteCounts()
  private var rejected: Int

  init(block: RecordBlock, layout: InputLayout, special: SpecialRecords) {
    self.block = block
    self.layout = layout
    self.special = special
    rowPlaces = block.isUTF16 ? block.rowPlaces : []
    good = Array(block.starts.indices)
    problems = block.problems
    rejected = block.rejectedRows
    extents.rejects = block.rejectedBytes
    extents.blank = block.blankBytes
    extents.mark = block.markBytes
  }

  /// Sets aside the rows with a wrong number of cells.
  mutating func rejectMisfits(_ wrong: [(row: Int, found: Int)]) {
    guard !wrong.isEmpty else { return }
    let rows = Set(wrong.map(\.row))
    good.removeAll { rows.contains($0) }
    for (row, found) in wrong {
      let raw = raw(row)
      let cells = CSVParser.row(raw, delimiter: layout.delimiter, isQuoted: layout.isQuoting)
      if let code = special.code(ofMisfit: cells ?? []) {
        setAside(row, code)
      } else if longestNulRun(raw) >= damagedRun {
        reject(row, .damagedBlock, found: found)
      } else {
        // The first field that is missing, or one too many.
        let isShort = found < layout.columns.count
        let column = (isShort ? found : layout.columns.count) + 1
        reject(row, isShort ? .tooFewFields : .tooManyFields, column: column, found: found)
      }
    }
  }

  /// Takes the good rows' cells and sets aside those that are no ticket or are damaged.
  mutating func sortOut(_ text: BatchText) {
    self.text = text
    var dropped: Set<Int> = []
    for (index, code) in text.bytes.withUnsafeBufferPointer({ special.indices($0, text.cells) }) {
      setAside(good[index], code)
      dropped.insert(index)
    }
    dropped.formUnion(nulRows(except: dropped))
    noteFaults(&dropped)
    noteDamage(except: dropped)
    guard !dropped.isEmpty else { return }
    let columns = layout.columns.count
    self.text.cells = good.indices.filter { !dropped.contains($0) }.flatMap {
      text.cells[$0 * columns..<($0 + 1) * columns]
    }
    good = good.indices.filter { !dropped.contains($0) }.map { good[$0] }
  }

  consuming func batch() -> RecordBatch {
    for row in good { extents.records += block.inputSize(range(row)) }
    let offsets = good.map { block.start + UInt64(block.starts[$0]) }
    let places = block.isUTF16 ? good.map { rowPlaces[$0] } : offsets
    return RecordBatch(
      columns: layout.columns.count,
      bytes: text.bytes,
      cells: text.cells,
      offsets: offsets,
      places: places,
      lines: good.map { block.lines[$0] },
      problems: problems.sorted { ($0.byte, $0.column) < ($1.byte, $1.column) },
      extents: extents,
      rows: rejected + good.count
    )
  }

  /// Rows with NUL bytes: one is kept and counted, a hole of them costs the row.
  private mutating func nulRows(except dropped: Set<Int>) -> Set<Int> {
    guard text.bytes.withUnsafeBufferPointer(hasNul) else { return [] }
    let columns = layout.columns.count
    var holes: Set<Int> = []
    for index in good.indices where !dropped.contains(index) {
      let runs = text.cells[index * columns..<(index + 1) * columns].map {
        longestNulRun(text.bytes[Int($0.start)..<Int($0.end)])
      }
      guard let run = runs.max(), run > 0 else { continue }
      if run >= damagedRun {
        reject(good[index], .damagedBlock)
        holes.insert(index)
      } else {
        problems.append(
          problem(.nulByte, good[index], column: (runs.firstIndex { $0 > 0 } ?? 0) + 1)
        )
      }
    }
    return holes
  }

  /// Cells that were not in the file's encoding.
  ///
  /// A last row without a line break whose last character is cut has lost more than a character: it
  /// is a reject.
  private mutating func noteFaults(_ dropped: inout Set<Int>) {
    let columns = layout.columns.count
    for (cell, fault) in text.faults {
      let index = cell / columns
      guard !dropped.contains(index) else { continue }
      let isLast = cell == good.count * columns - 1
      if fault.isCut && isLast && !endsWithBreak(good[index]) {
        reject(good[index], .undecodable, column: columns)
        dropped.insert(index)
      } else {
        var found = problem(fault.code, good[index], column: cell % columns + 1)
        if let place = badByte(good[index], cell % columns) { found.byte = place }
        problems.append(found)
      }
    }
  }

  /// Characters that the transcoder had to replace.
  private mutating func noteDamage(except dropped: Set<Int>) {
    var damage = block.damage[...].map { Int($0 - block.start) }[...]
    for index in good.indices where !dropped.contains(index) {
      let range = range(good[index])
      damage = damage.drop { $0 < range.lowerBound }
      guard let place = damage.first, place < range.upperBound else { continue }
      var found = problem(.invalidText, good[index])
      found.byte = self.place(place, in: good[index])
      problems.append(found)
    }
  }

  /// The first byte of a field that is not in the file's encoding.
  private mutating func badByte(_ row: Int, _ column: Int) -> UInt64? {
    let scanner = RecordScanner(
      delimiter: layout.delimiter,
      isQuoting: layout.isQuoting,
      byteLimit: .max,
      lineLimit: .max
    )
    let index = block.bytes.withUnsafeBufferPointer { bytes -> Int? in
      guard let field = scanner.field(bytes, range(row), column) else { return nil }
      let raw = UnsafeBufferPointer(rebasing: bytes[field])
      let decoder = CellDecoder(encoding: layout.encoding.ofCells)
      var ignored: [UInt8] = []
      return decoder.append(raw, to: &ignored).map { field.lowerBound + $0.place }
    }
    return index.map { place($0, in: row) }
  }

  private func endsWithBreak(_ row: Int) -> Bool {
    let last = block.bytes[Int(block.ends[row]) - 1]
    return last == 0x0a || last == 0x0d
  }

  private func range(_ row: Int) -> Range<Int> { Int(block.starts[row])..<Int(block.ends[row]) }

  private func raw(_ row: Int) -> [UInt8] { Array(block.bytes[range(row)]) }

  /// The place in the input of a byte of a row.
  private func place(_ index: Int, in row: Int) -> UInt64 {
    guard block.isUTF16 else { return block.place + UInt64(index) }
    return rowPlaces[row] + block.inputSize(Int(block.starts[row])..<index)
  }

  private mutating func setAside(_ row: Int, _ code: ProblemCode) {
    problems.append(problem(code, row))
    let size = block.inputSize(range(row))
    if code == .emptyRow { extents.blank += size } else { extents.titles += size }
  }

  private mutating func reject(_ row: Int, _ code: ProblemCode, column: Int = 0, found: Int = 0) {
    var problem = problem(code, row, column: column)
    problem.expected = layout.columns.count
    problem.found = found
    problem.raw = raw(row)
    problems.append(problem)
    extents.rejects += block.inputSize(range(row))
    rejected += 1
  }

  private func problem(_ code: ProblemCode, _ row: Int, column: Int = 0) -> Problem {
    let lines = block.bytes.withUnsafeBufferPointer { countLines($0, range(row)) }
    return Problem(
      code,
      file: layout.number,
      line: block.lines[row],
      lineEnd: block.lines[row] + UInt64(max(lines, 1) - 1),
      byte: place(Int(block.starts[row]), in: row),
      column: column
    )
  }
}
