import RedianClassify
import RedianCore
import RedianMatch
import RedianTrain

/// Messages about models, lexicons and labelled files.
extension Words {
  static func model(_ error: ModelError, path: String) -> String {
    switch error {
    case .notAModel: "\(path): 不是 redian 模型 (not a redian model)"
    case .otherVersion:
      "\(path): 模型属于其他版本, 请重新训练 (the model is of another version: redian train)"
    case .damaged: "\(path): 模型文件已损坏 (the model file is damaged)"
    case .otherTaxonomy:
      "\(path): 模型与分类表不匹配, 请重新训练 (the model was trained for another taxonomy: redian train)"
    }
  }

  static func lackingConcepts(_ concepts: [String]) -> String {
    let list = concepts.prefix(5).joined(separator: ", ") + (concepts.count > 5 ? ", …" : "")
    return """
      词典缺少模型学过的 \(concepts.count) 个概念, 标签会不同 (the lexicon lacks concepts that the model has learned, \
      tags will differ): \(list); 用训练时的词典 (the one it was trained with): --lexicon FILE
      """
  }

  static func lexicon(_ mistake: FileMistake<LexiconReason>, path: String) -> String {
    "\(path):\(mistake.line):\(mistake.column): \(reason(mistake.reason))"
  }

  static func taxonomy(_ mistake: FileMistake<TaxonomyReason>, path: String) -> String {
    "\(path):\(mistake.line):\(mistake.column): \(reason(mistake.reason))"
  }

  private static func fault(_ fault: NodeFault) -> String {
    switch fault {
    case .yaml(let problem): "YAML: \(problem)"
    case .missing(let key): "缺少 (missing) \(key)"
    case .unknownKey(let key): "未知字段 (unknown key) \(key)"
    case .notAList(let key): "\(key): 须为列表 (must be a list)"
    case .notAMapping: "须为“键: 值” (must be keys with values)"
    case .notANumber(let text): "\(text): 须为数字 (must be a number)"
    }
  }

  private static func reason(_ reason: LexiconReason) -> String {
    switch reason {
    case .node(let fault): Self.fault(fault)
    case .twice(let id): "概念重复 (concept stands twice): \(id)"
    case .phraseTwice(let phrase, let first):
      "短语“\(phrase)”已在概念 \(first) 中 (the phrase already stands in \(first))"
    case .emptyPhrase: "空短语 (empty phrase)"
    case .noPhrases: "没有短语 (no phrases); 不用时请删去整项 (to do without it, delete it as a whole)"
    case .joinedPhrases(let phrase):
      "短语“\(phrase)”: 短语之间用半角逗号, 本身含此符号时加引号 (a plain comma stands between phrases; in quotes where it is meant)"
    case .unseenPhrase(let phrase):
      "短语“\(phrase)”: 只有标点, 或有基本平面以外的字 (nothing but marks, or a character beyond the basic plane)"
    case .weight(let weight):
      "权重 (weight) \(weight): 不能为 0, 绝对值最多 (not 0, either way at most) \(LexiconFile.mostWeight)"
    case .neverHolds(let concept):
      "概念 \(concept) 既要有又不能有 (must and must not be there): 永不成立 (never holds)"
    case .unknownTag(let id, let nearest): "未知类别 (unknown case or category) \(id)" + meant(nearest)
    case .unknownConcept(let id, let nearest): "未知概念 (unknown concept) \(id)" + meant(nearest)
    case .tooManyConcepts(let count):
      "\(count) 个概念, 最多 (concepts, at most) \(LexiconFile.mostConcepts)"
    case .longNumber(let phrase):
      "短语“\(phrase)”: 连续数字最多 (digits in a row, at most) \(TextScalars.longestNumber)"
    case .longPhrase(let count):
      "短语有 \(count) 字, 最多 (characters in a phrase, at most) \(LexiconFile.longestPhrase)"
    case .tooManyPhrases(let count, let characters):
      "\(count) 个短语 \(characters) 字, 最多 (phrases with so many characters, at most) "
        + "\(LexiconFile.mostPhrases), \(LexiconFile.mostCharacters)"
    }
  }

  private static func reason(_ reason: TaxonomyReason) -> String {
    switch reason {
    case .node(let fault): Self.fault(fault)
    case .badID(let id): "id “\(id)”: 只能有字母、数字和 . - _ (letters, digits and . - _ only)"
    case .twice(let id): "id 重复或为保留字 (id stands twice, or is reserved): \(id)"
    case .numberTwice(let number): "章号重复 (number stands twice): \(number)"
    case .badNumber(let number): "章号 (number) \(number): 须从 1 起 (must be 1 or more)"
    case .badName(let name): "名称“\(name)”: 不能为空或含换行 (empty, or with a line break)"
    case .nameTwice(let name): "名称重复或与报表的列同名 (name stands twice, or is a column's): \(name)"
    case .noChapters: "没有章 (no chapters)"
    case .tooManyTags(let count):
      "\(count) 个类别, 最多 (tags, at most) \(TaxonomyFile.mostTags)"
    }
  }

  static func label(_ mistake: LabelMistake, path: String) -> String {
    "\(path):\(mistake.line): \(reason(mistake.reason))"
  }

  private static func reason(_ reason: LabelMistake.Reason) -> String {
    switch reason {
    case .missingColumn(let column): "缺少列 (missing column) \(column)"
    case .doubleColumn(let column): "列重复 (column stands twice) \(column)"
    case .fields(let found, let expected): "\(found) 列, 应为 (cells, expected) \(expected)"
    case .unknownLabel(let category, let caseID, let label):
      "未知标签 (unknown label) \(category) \(caseID)" + meant(label)
    case .unknownAlso(let id): "also: 未知 (unknown) \(id)"
    }
  }

  /// What to do about a mistake in a labelled file.
  static func hint(_ reason: LabelMistake.Reason) -> String? {
    switch reason {
    case .missingColumn, .doubleColumn:
      "--map FIELD=列名 (HEADER): content, category, case, also"
    case .unknownLabel, .unknownAlso: "redian taxonomy; 自定分类表 (own categories): --taxonomy FILE"
    case .fields: nil
    }
  }

  static func more(_ count: Int) -> String { "… 还有 \(count) 处 (more)" }

  static func noTickets(_ path: String) -> String {
    "\(path): 没有标注工单 (no labelled tickets)"
  }

  /// Two places where one text has different labels.
  static func contradiction(_ contradiction: Contradiction, _ taxonomy: Taxonomy) -> String {
    let (one, other) = (contradiction.first, contradiction.second)
    return """
      \(other.path):\(other.line): 标签与 \(one.path):\(one.line) 矛盾 (labelled otherwise there): \
      \(taxonomy.name(of: other.tag)) ≠ \(taxonomy.name(of: one.tag))
      """
  }

  static func contradictions(_ count: Int) -> String {
    "\(count) 条文本标签互相矛盾 (texts with different labels); 全部学习 (all are learned from)"
  }

  static func repeats(_ count: Int) -> String {
    "\(count) 条文本重复 (texts stand again), 学习时多次计, 留一验证偏高 (learned from again; validation flatters)"
  }

  static func withoutText(_ count: Int, path: String) -> String {
    "\(path): \(count) 条工单没有文字, 不学习 (tickets without a text: not learned from)"
  }

  static func withoutTickets(_ tags: [String]) -> String {
    let list = tags.prefix(10).joined(separator: ", ") + (tags.count > 10 ? ", …" : "")
    return "\(tags.count) 个类别没有标注工单, 永不判出 (tags without a ticket are never given): \(list)"
  }

  static func training(_ tickets: Int) -> String {
    """
    学习 \(tickets) 条工单, 大约每万条一分钟 (learning from \(tickets) tickets: a minute for every 10,000, \
    more or less) …
    """
  }

  static func trained(
    _ model: ModelFile,
    _ bytes: Int,
    tickets: Int,
    path: String
  ) -> String {
    """
    \(path): \(tickets) 工单 (tickets), \(model.grams.count) 字串 (grams), \
    \(model.concepts.count) 概念 (concepts), \(model.pairs.count) 概念对 (pairs), \(bytes) 字节 (bytes), \
    版本 (version) \(model.version)
    """
  }

  static func frames(_ mistake: Frames.Mistake, path: String) -> String {
    let reason =
      switch mistake.reason {
      case .noHeader: "首行须为 (the first line must be) kind, text"
      case .noText: "空文本 (empty text)"
      case .cells(let count): "\(count) 列, 应为 (cells, expected) 2"
      case .unknownKind(let kind): "未知类型 (unknown kind) \(kind): open | close"
      }
    return "\(path):\(mistake.line): \(reason)"
  }

  private static func meant(_ nearest: String?) -> String {
    nearest.map { "; 是否为 (did you mean) \($0)?" } ?? ""
  }
}
