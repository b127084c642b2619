package import RedianCore

/// What was found out about an input before its first data row.
package struct InputLayout: Sendable {
  package let number: Int
  package let path: String
  package let packing: Packing
  package let encoding: TextEncoding
  /// Why this encoding.
  package let encodingReason: EncodingReason
  package let hasByteOrderMark: Bool
  package let delimiter: UInt8
  /// False where quotes are text: the file's quotes never quote.
  package let isQuoting: Bool
  /// The header's cells, trimmed; doubled names get a number behind.
  package let columns: [String]
  /// Column of each field that was found.
  package let fields: [TicketField: Int]
  /// Where the first data row begins in the stream that is cut into records, and in the input.
  package let dataByte: UInt64
  package let dataPlace: UInt64
  package let dataLine: UInt64
  /// Bytes of title lines and header; blank lines among them count as titles.
  package let titleBytes: UInt64
  package let markBytes: UInt64
  /// Line of the header.
  package let headerLine: UInt64
  /// A spreadsheet has put zeros for the sixteenth and later digits of the ticket ids.
  package let hasZeroedIDs: Bool
  /// Title lines and doubled column names.
  package let problems: [Problem]

  /// The header as it stands in the stream, line break included.
  package let rawHeader: [UInt8]

  /// Raw bytes of the input as UTF-8, as far as they are text.
  package func text(ofRaw raw: [UInt8]) -> [UInt8] {
    CellDecoder(encoding: encoding.ofCells).text(raw)
  }

  /// Columns that no field claims, in the order of the file.
  package var unmapped: [Int] {
    let claimed = Set(fields.values)
    return columns.indices.filter { !claimed.contains($0) }
  }
}

/// How an input is packed.
package enum Packing: String, Sendable {
  case none
  case gzip
  case zstd
}

/// What the choice of an encoding rests on.
package enum EncodingReason: Sendable, Equatable {
  case given
  case byteOrderMark
  /// Zero bytes at every other place.
  case zeroBytes
  /// No byte above 127.
  case ascii
  case validUTF8
  case validGB18030
  /// Neither: the encoding of most lines.
  case mostLines
}
