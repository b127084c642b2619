package import RedianCore

extension Problem {
  /// What is wrong, in words: the code's, or the numbers or the name that the code is about.
  package func reason(_ language: Language) -> String {
    if code == .unknownHeader {
      let name = String(decoding: raw, as: UTF8.self)
      return language("没有 --map 所指的列“\(name)”", "no column “\(name)”, which --map names")
    }
    guard found > 0, code == .tooFewFields || code == .tooManyFields else {
      return code.words(language)
    }
    return language("\(found)列，应为\(expected)列", "\(found) fields, expected \(expected)")
  }
}

extension ProblemCode {
  /// What the code means.
  package func words(_ language: Language) -> String {
    let (chinese, english) = Self.words[self] ?? (rawValue, rawValue)
    return language(chinese, english)
  }

  /// What can be done about it; empty where nothing has to be.
  package func hint(_ language: Language) -> String {
    let (chinese, english) = Self.hints[self] ?? ("", "")
    return language(chinese, english)
  }

  private static let words: [ProblemCode: (String, String)] = [
    .unclosedQuote: ("引号未闭合", "unclosed quote"),
    .textAfterQuote: ("引号闭合后还有文字", "text after the closing quote"),
    .recordTooLong: ("记录过长", "record too long"),
    .tooFewFields: ("列数不足", "too few fields"),
    .tooManyFields: ("列数过多", "too many fields"),
    .damagedBlock: ("数据块损坏", "damaged block"),
    .undecodable: ("字符残缺", "character cut off"),
    .repairedQuote: ("引号用法有误，已修复", "quote repaired"),
    .strayQuote: ("文字中有引号，按原文保留", "quote inside a text, kept"),
    .mixedEncoding: ("混用编码，已识别", "other encoding, decoded"),
    .invalidText: ("含无效字节，已替换", "invalid bytes, replaced"),
    .nulByte: ("含NUL字节", "NUL byte"),
    .unterminatedLastRecord: ("末行无换行，文件可能被截断", "no line end, cut off?"),
    .repeatedHeader: ("表头重复", "header repeated"),
    .totalsLine: ("合计行", "totals line"),
    .titleLine: ("标题行", "title line"),
    .emptyRow: ("只有分隔符的空行", "row of delimiters only"),
    .mixedLineBreaks: ("换行符混用", "line ends differ"),
    .duplicateHeader: ("列名重复，已编号", "column name repeated, numbered"),
    .unknownHeader: ("没有 --map 所指的列", "no column that --map names"),
    .missingContent: ("没有受理内容列，全部工单判为其他", "no column of texts: every ticket is tagged other"),
    .unreadableTime: ("时间无法识别", "unreadable time"),
    .missingID: ("缺工单编号", "no ticket id"),
    .damagedID: ("编号变成科学计数法", "id in scientific notation"),
    .zeroedID: ("编号第16位起为零", "id has zeros from its 16th digit on"),
    .unwrappedID: ("编号外的等号、引号、制表符已去掉", "id freed of spreadsheet marks"),
    .dayNumber: ("电子表格日期序号，已识别", "spreadsheet day number, read"),
    .fullWidth: ("全角字符，已识别", "full-width characters, read"),
    .missingTime: ("缺受理时间", "no acceptance time"),
    .unknownArea: ("城乡类别未知", "unknown area"),
  ]

  private static let hints: [ProblemCode: (String, String)] = [
    .unclosedQuote: ("补上或去掉该列开头的引号", "close the quote, or remove it"),
    .textAfterQuote: ("文字中的引号应成对写两次", "double the quotes inside a text"),
    .recordTooLong: ("检查该行之前是否缺换行或引号", "look for a missing line end or quote"),
    .tooFewFields: ("文字中的换行须用引号括起", "quote a text that has line breaks"),
    .tooManyFields: ("文字中的分隔符须用引号括起", "quote a text that has delimiters"),
    .damagedBlock: ("重新导出或传输该文件", "export or transfer the file again"),
    .undecodable: ("文件末尾被截断，请重新传输", "the file is cut off: transfer it again"),
    .mixedEncoding: ("以同一编码导出全部文件", "export all files in one encoding"),
    .invalidText: ("检查 --encoding，或重新导出", "check --encoding, or export again"),
    .nulByte: ("重新导出或传输该文件", "export or transfer the file again"),
    .unterminatedLastRecord: ("确认文件已传输完整", "make sure that the file is complete"),
    .duplicateHeader: ("用 --map 字段=列名_2 选后一列", "choose the later one by --map FIELD=NAME_2"),
    .unknownHeader: ("用 redian inspect 查看列名", "see the columns by redian inspect"),
    .missingContent: ("用 --map content=列名 指定", "name it by --map content=HEADER"),
    .unreadableTime: ("见说明中的时间格式", "see the readable forms in the manual"),
    .missingID: ("用 --map ticket_id=列名 指定", "name it by --map ticket_id=HEADER"),
    .damagedID: ("编号列以文本格式导出，不经电子表格", "export ids as text, not through a spreadsheet"),
    .zeroedID: ("编号列以文本格式导出，不经电子表格", "export ids as text, not through a spreadsheet"),
    .missingTime: ("用 --map accept_time=列名 指定", "name it by --map accept_time=HEADER"),
    .unknownArea: ("用 --map area_type=列名 指定", "name it by --map area_type=HEADER"),
  ]
}
