/// How a line ends.
enum LineBreak {
  case lineFeed
  case both
  case carriageReturn

  /// The break that ends behind `end` - 1; nil where there is none.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, before end: Int) {
    switch bytes[end - 1] {
    case 0x0d: self = .carriageReturn
    case 0x0a: self = end > 1 && bytes[end - 2] == 0x0d ? .both : .lineFeed
    default: return nil
    }
  }
}
