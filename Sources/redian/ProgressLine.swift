import Foundation

/// A line on standard error that tells how far the reading is; only on a terminal.
final class ProgressLine {
  private let isOn: Bool
  private let total: UInt64
  private var shown = -1

  init(isOn: Bool, paths: [String]) {
    self.isOn = isOn && isatty(2) == 1
    total = paths.reduce(0) { sum, path in
      let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? UInt64
      return sum + (size ?? 0)
    }
  }

  func show(_ bytes: UInt64) {
    guard isOn, total > 0 else { return }
    let percent = Int(min(bytes, total) * 100 / total)
    guard percent != shown else { return }
    shown = percent
    let bar = String(repeating: "#", count: percent / 4)
    let gap = String(repeating: ".", count: 25 - percent / 4)
    FileHandle.standardError.write(Data("\r[\(bar)\(gap)] \(percent) %".utf8))
  }

  func clear() {
    guard isOn, shown >= 0 else { return }
    FileHandle.standardError.write(Data("\r\u{1b}[K".utf8))
  }
}
