import CAllocationCount
import Glibc
import RedianClassify
import RedianCore

/// Tags the texts of a labelled file (tab-separated, text in the third column) again and again in
/// one thread and prints the speed per second of processor time.
///
/// The same count of every tag in every round is asserted: a benchmark that skips work is none. So is that
/// no memory is asked for once a first round has made the buffers grow.
func printTagging(of file: String, seconds: Double, lexicon: String?) throws {
  let texts = try texts(of: file)
  let classifier = try classifier(lexicon: lexicon)
  let before = redian_allocations()
  var scratch = classifier.makeScratch()
  // Buffers are allocated: a counter that does not see that sees nothing.
  if texts.isEmpty || redian_allocations() == before { throw BenchError.wrongCount(file) }
  let tags = count(texts, classifier, &scratch).tags
  var rounds = 0
  let start = processorTime()
  repeat {
    let round = count(texts, classifier, &scratch)
    if round.tags != tags { throw BenchError.wrongCount(file) }
    if round.allocations > 0 { throw BenchError.allocations(Int(round.allocations)) }
    rounds += 1
  } while processorTime() - start < seconds
  let took = processorTime() - start
  let characters = texts.reduce(0) { $0 + $1.count(where: { $0 & 0xc0 != 0x80 }) }
  print("stage,tickets,characters_per_ticket,tickets_per_cpu_s,mb_per_cpu_s")
  let perSecond = Double(texts.count * rounds) / took
  let bytes = texts.reduce(0) { $0 + $1.count }
  let speed = Double(bytes * rounds) / took / 1e6
  print(
    "tagging,\(texts.count),\(characters / max(texts.count, 1)),\(Int(perSecond)),\(rounded(speed))"
  )
}

/// How many texts get each tag, and how often memory is asked for while they are tagged.
private func count(
  _ texts: [[UInt8]],
  _ classifier: Classifier,
  _ scratch: inout Classifier.Scratch
) -> (tags: [Int], allocations: UInt) {
  var tags = [Int](repeating: 0, count: classifier.taxonomy.tags.count)
  let before = redian_allocations()
  for text in texts {
    let tagging = text.withUnsafeBufferPointer { classifier.classify($0, scratch: &scratch) }
    tags[Int(tagging.tag.rawValue)] += 1
  }
  return (tags, redian_allocations() - before)
}

/// The built-in model, with the lexicon of a file where one is named.
private func classifier(lexicon: String?) throws -> Classifier {
  let builtIn = try Classifier.builtIn()
  guard let lexicon else { return builtIn }
  let text = String(decoding: try bytes(of: lexicon), as: UTF8.self)
  return try Classifier(
    model: builtIn.model,
    taxonomy: builtIn.taxonomy,
    lexicon: LexiconFile.parse(text, taxonomy: builtIn.taxonomy)
  )
}

private func texts(of file: String) throws -> [[UInt8]] {
  try bytes(of: file).split(separator: 0x0a).dropFirst().compactMap { line in
    let cells = line.split(separator: 0x09, omittingEmptySubsequences: false)
    return cells.count > 2 ? Array(cells[2]) : nil
  }
}

private func bytes(of file: String) throws -> [UInt8] {
  let descriptor = open(file, O_RDONLY)
  guard descriptor >= 0 else { throw BenchError.cannotRead(file, errno: errno) }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 20)
  while true {
    let length = read(descriptor, &buffer, buffer.count)
    if length < 0 { throw BenchError.cannotRead(file, errno: errno) }
    if length == 0 { return bytes }
    bytes += buffer[..<length]
  }
}
