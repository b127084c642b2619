/// Finds every occurrence of many short patterns (1 to 3 characters) in UTF-8 text, in one pass.
///
/// A dense table gives every character of the alphabet a small number; a pair's number and a
/// triple's are found in two open-addressing tables of 6 bytes a slot, and the triple's is only
/// looked for where its pair has one. No state is carried from text to text and nothing is
/// allocated. At most 65,534 patterns over 8,191 characters.
package struct GramMatcher: Sendable {
  /// What `node` and pattern tables hold for "none".
  private static let none = UInt16.max

  /// Character number by scalar of the basic plane, 0 for characters of no pattern.
  private var characters = [UInt16](repeating: 0, count: 65_536)
  /// Pattern of a single character, by character number.
  private var singles: [UInt16] = [none]
  private var pairs = GramTable()
  private var triples = GramTable()
  package let count: Int

  /// A matcher of patterns given as normalised characters; the n-th pattern's number is n.
  ///
  /// Patterns with characters beyond the basic plane, longer than three characters or empty never
  /// match.
  package init(patterns: [[UInt32]]) {
    count = patterns.count
    for pattern in patterns where (1...3).contains(pattern.count) {
      for scalar in pattern where scalar < 65_536 && characters[Int(scalar)] == 0 {
        characters[Int(scalar)] = UInt16(singles.count)
        singles.append(Self.none)
      }
    }
    for (number, pattern) in patterns.enumerated() where pattern.allSatisfy({ $0 < 65_536 }) {
      let known = pattern.map { UInt32(characters[Int($0)]) }
      switch known.count {
      case 1: singles[Int(known[0])] = UInt16(number)
      case 2: pairs.insert(known[0] << 13 | known[1], pattern: UInt16(number))
      case 3:
        let node = pairs.insert(known[0] << 13 | known[1], pattern: nil)
        triples.insert(node << 13 | known[2], pattern: UInt16(number))
      default: break
      }
    }
  }

  /// Writes the number of every match into `numbers` and the byte behind it into `ends`, in the
  /// order of their ends; returns how many there are: at most three a byte of text.
  package func matches(
    in text: UnsafeBufferPointer<UInt8>,
    numbers: UnsafeMutablePointer<UInt16>,
    ends: UnsafeMutablePointer<UInt32>?
  ) -> Int {
    characters.withUnsafeBufferPointer { characters in
      singles.withUnsafeBufferPointer { singles in
        pairs.withTable { pairs in
          triples.withTable { triples in
            var found = 0
            var previous: UInt32 = 0
            // Node of the pair that ends at the previous character.
            var node = GramTable.noNode
            var index = 0
            @inline(__always) func emit(_ pattern: UInt16) {
              guard pattern != Self.none else { return }
              numbers[found] = pattern
              ends?[found] = UInt32(index)
              found += 1
            }
            while index < text.count {
              let scalar = TextScalars.normalized(nextScalar(text, &index))
              let current = scalar < 65_536 ? UInt32(characters[Int(scalar)]) : 0
              guard current != 0 else {
                previous = 0
                node = GramTable.noNode
                continue
              }
              emit(singles[Int(current)])
              if node != GramTable.noNode {
                let triple = triples.find(node << 13 | current)
                if triple != GramTable.noNode { emit(triples.pattern(triple)) }
              }
              node = previous == 0 ? GramTable.noNode : pairs.find(previous << 13 | current)
              if node != GramTable.noNode { emit(pairs.pattern(node)) }
              previous = current
            }
            return found
          }
        }
      }
    }
  }
}

/// The scalar at `index`, which moves behind it; 0 for a byte that begins no well-formed sequence.
@inline(__always)
private func nextScalar(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
  let lead = text[index]
  index += 1
  if lead < 0x80 { return UInt32(lead) }
  let length = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3
  guard lead >= 0xc2, lead < 0xf5, index + length <= text.count else { return 0 }
  var scalar = UInt32(lead) & (0x3f >> UInt32(length))
  for offset in 0..<length {
    let byte = text[index + offset]
    guard byte & 0xc0 == 0x80 else { return 0 }
    scalar = scalar << 6 | UInt32(byte & 0x3f)
  }
  index += length
  return scalar
}
