import Glibc
// Reads damaged copies of exports until something breaks: built with the address sanitizer by
// `make fuzz`. Usage: redian-fuzz ROUNDS SEED FILE...
import RedianCore

/// The head of a file and some lines from anywhere in it: small inputs find as much as large ones.
func sample(_ bytes: [UInt8], using generator: inout SplitMix) -> [UInt8] {
  let head = bytes.prefix(Int.random(in: 0...2_000, using: &generator))
  let start = Int.random(in: 0...bytes.count, using: &generator)
  return Array(head) + bytes[start...].prefix(Int.random(in: 0...4_000, using: &generator))
}

func contents(_ path: String) -> [UInt8] {
  guard let file = fopen(path, "rb") else { return [] }
  defer { fclose(file) }
  var bytes = [UInt8](repeating: 0, count: 1 << 20)
  bytes.removeSubrange(fread(&bytes, 1, bytes.count, file)...)
  return bytes
}

func save(_ bytes: [UInt8], _ path: String) {
  guard let file = fopen(path, "wb") else { return }
  fwrite(bytes, 1, bytes.count, file)
  fclose(file)
}

let arguments = CommandLine.arguments
guard arguments.count > 3, let rounds = Int(arguments[1]), let seed = UInt64(arguments[2]) else {
  print("usage: redian-fuzz ROUNDS SEED FILE...")
  exit(64)
}
let files = arguments[3...].map(contents).filter { !$0.isEmpty }
let path = "/tmp/redian-fuzz-\(getpid()).csv"
for round in 0..<rounds {
  var generator = SplitMix(seed: seed &+ UInt64(round))
  let whole = files[round % files.count]
  // A packed file is damaged as a whole: a piece of it is no archive.
  let isPacked = whole.starts(with: [0x1f, 0x8b]) || whole.starts(with: [0x28, 0xb5])
  let text = isPacked ? whole : sample(whole, using: &generator)
  let bytes = inAnotherEncoding(mutated(text, using: &generator), using: &generator)
  save(bytes, path)
  do {
    try check(path, blockSize: Int.random(in: 1...40, using: &generator))
  } catch {
    print("seed \(seed &+ UInt64(round)): \(error); the input is in \(path)")
    exit(1)
  }
}
unlink(path)
print("\(rounds) rounds from seed \(seed): nothing broke")
