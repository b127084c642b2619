/// The sum of at most ``most`` lines of a ``RowTable``: 16-bit lanes of even and odd bytes for the values,
/// bytes for the pieces, which only the first half has.
struct LineSum {
  /// Lines whose pieces can be added in a byte.
  static let most = 84
  /// Lines whose values can be added in a byte.
  private static let together = 4

  private var values0 = Lanes()
  private var values1 = Lanes()
  private var values2 = Lanes()
  private var values3 = Lanes()
  private var pieces0 = SIMD8<UInt16>.zero
  private var pieces1 = SIMD8<UInt16>.zero

  @inline(__always)
  mutating func add(
    _ numbers: Slice<UnsafeBufferPointer<UInt16>>,
    of lines: UnsafeRawPointer
  ) {
    var next = numbers.startIndex
    while next &+ Self.together <= numbers.endIndex {
      add(
        lines + Int(numbers[next]) &* RowTable.line,
        lines + Int(numbers[next &+ 1]) &* RowTable.line,
        lines + Int(numbers[next &+ 2]) &* RowTable.line,
        lines + Int(numbers[next &+ 3]) &* RowTable.line
      )
      next &+= Self.together
    }
    while next < numbers.endIndex {
      let cell = lines + Int(numbers[next]) &* RowTable.line
      values0.add(low(load(cell, 0)))
      values1.add(low(load(cell, 16)))
      values2.add(load(cell, 32))
      values3.add(load(cell, 48))
      pieces0 &+= high(load(cell, 0))
      pieces1 &+= high(load(cell, 16))
      next &+= 1
    }
  }

  /// Adds four lines; no byte overflows, for four times 63 is 252.
  @inline(__always)
  private mutating func add(
    _ one: UnsafeRawPointer,
    _ two: UnsafeRawPointer,
    _ three: UnsafeRawPointer,
    _ four: UnsafeRawPointer
  ) {
    var (a, b, c, d) = (load(one, 0), load(two, 0), load(three, 0), load(four, 0))
    values0.add(low(a) &+ low(b) &+ low(c) &+ low(d))
    pieces0 &+= high(a) &+ high(b) &+ high(c) &+ high(d)
    (a, b, c, d) = (load(one, 16), load(two, 16), load(three, 16), load(four, 16))
    values1.add(low(a) &+ low(b) &+ low(c) &+ low(d))
    pieces1 &+= high(a) &+ high(b) &+ high(c) &+ high(d)
    values2.add(load(one, 32) &+ load(two, 32) &+ load(three, 32) &+ load(four, 32))
    values3.add(load(one, 48) &+ load(two, 48) &+ load(three, 48) &+ load(four, 48))
  }

  /// Adds 2^`shift` times the columns to `sums`, of which `cut` are put together from pieces.
  @inline(__always)
  func empty(into sums: UnsafeMutablePointer<Int32>, cut: Int, shift: Int32) {
    values0.empty(into: sums, shift: shift)
    values1.empty(into: sums + 16, shift: shift)
    values2.empty(into: sums + 32, shift: shift)
    values3.empty(into: sums + 48, shift: shift)
    guard cut > 0 else { return }
    withUnsafeTemporaryAllocation(byteCount: RowTable.line / 2, alignment: 16) { pieces in
      pieces.storeBytes(of: pieces0, as: SIMD8<UInt16>.self)
      pieces.storeBytes(of: pieces1, toByteOffset: 16, as: SIMD8<UInt16>.self)
      for column in 0..<cut {
        let piece = column &* RowTable.cuts
        let sum =
          Int32(pieces[piece]) + (Int32(pieces[piece &+ 1]) << 2)
          + (Int32(pieces[piece &+ 2]) << 4)
        sums[RowTable.line &+ column] &+= sum &<< shift
      }
    }
  }
}

/// The sums of 16 bytes, even and odd ones apart.
private struct Lanes {
  /// The sums of even bytes and 256 times those of odd bytes, modulo 2^16.
  private var both = SIMD8<UInt16>.zero
  private var odd = SIMD8<UInt16>.zero

  @inline(__always)
  mutating func add(_ bytes: SIMD8<UInt16>) {
    both &+= bytes
    odd &+= bytes &>> SIMD8(repeating: 8)
  }

  /// Widens the lanes; see ``RowTable/byte(of:)`` for their order.
  @inline(__always)
  func empty(into sums: UnsafeMutablePointer<Int32>, shift: Int32) {
    let even = unsafeBitCast(both &- odd &<< SIMD8(repeating: 8), to: SIMD4<Int32>.self)
    let odd = unsafeBitCast(odd, to: SIMD4<Int32>.self)
    let low = SIMD4<Int32>(repeating: 0xffff)
    let half = SIMD4<Int32>(repeating: 16)
    let shift = SIMD4<Int32>(repeating: shift)
    let place = UnsafeMutableRawPointer(sums)
    @inline(__always)
    func add(_ lanes: SIMD4<Int32>, at byte: Int) {
      let sum = place.loadUnaligned(fromByteOffset: byte, as: SIMD4<Int32>.self)
      place.storeBytes(of: sum &+ lanes &<< shift, toByteOffset: byte, as: SIMD4<Int32>.self)
    }
    // Sums stay below 2^15, so no sign is shifted in.
    add(even & low, at: 0)
    add(odd & low, at: 16)
    add(even &>> half, at: 32)
    add(odd &>> half, at: 48)
  }
}

@inline(__always)
private func load(_ line: UnsafeRawPointer, _ byte: Int) -> SIMD8<UInt16> {
  line.load(fromByteOffset: byte, as: SIMD8<UInt16>.self)
}

/// The values of 16 bytes.
@inline(__always)
private func low(_ bytes: SIMD8<UInt16>) -> SIMD8<UInt16> {
  bytes & SIMD8(repeating: 0x3f3f)
}

/// The pieces of 16 bytes.
@inline(__always)
private func high(_ bytes: SIMD8<UInt16>) -> SIMD8<UInt16> {
  (bytes &>> SIMD8(repeating: 6)) & SIMD8(repeating: 0x0303)
}
