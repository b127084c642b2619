import Foundation
import RedianReport
import RedianStats
import Yams

/// What a `--config` file may set; a flag on the command line wins over it.
struct Configuration: Decodable {
  struct Limits: Decodable {
    var id: String
    var name: String
    /// Minutes from report to arrival.
    var urban: Int
    var rural: Int
    var remote: Int

    var yardstick: Yardstick {
      Yardstick(
        id: id,
        chinese: name,
        english: name,
        limits: AreaLimits(urban: urban * 60, rural: rural * 60, remote: remote * 60)
      )
    }
  }

  /// Limits of a step of the repairs, in minutes; an area without one is measured, not judged.
  struct StepLimits: Decodable {
    /// dispatch, take or restore.
    var id: String
    var urban: Int?
    var rural: Int?
    var remote: Int?

    var limits: AreaLimits {
      AreaLimits(
        urban: urban.map { $0 * 60 },
        rural: rural.map { $0 * 60 },
        remote: remote.map { $0 * 60 }
      )
    }
  }

  var language: String?
  var formats: [String]?
  var threads: Int?
  var encoding: String?
  var delimiter: String?
  /// Field id to header, as `--map`.
  var map: [String: String]?
  var maxRejectRate: Double?
  /// Paths, as `--taxonomy`, `--lexicon` and `--model`.
  var taxonomy: String?
  var lexicon: String?
  var model: String?
  /// Paths, as `--calendar` and `--units`.
  var calendar: String?
  var units: String?
  /// Further arrival limits, shown after the State Grid's and the regulator's.
  var yardsticks: [Limits]?
  var steps: [StepLimits]?
  /// Days such as 2026-10-05 that arrivals are also counted without.
  var eventDays: [String]?
  /// A CSV of unit,customers, as `--customers`; relative to the working directory.
  var customers: String?

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case language, formats, threads, encoding, delimiter, map, yardsticks, calendar, units
    case steps, customers, taxonomy, lexicon, model
    case eventDays = "event-days"
    case maxRejectRate = "max-reject-rate"
  }

  /// Reads a YAML file; a missing path gives the empty configuration.
  static func read(_ path: String?) throws -> Configuration {
    guard let path else { return Configuration() }
    let text = try settingsText(path)
    do {
      try rejectUnknownKeys(text, path: path)
      let configuration = try YAMLDecoder().decode(Configuration.self, from: text)
      if let rate = configuration.maxRejectRate, !(0...1).contains(rate) {
        throw fail("\(path): max-reject-rate \(rate): 0...1", .configuration)
      }
      return configuration
    } catch let error as DecodingError {
      throw fail("\(path): \(describe(error))", .configuration)
    } catch let error as YamlError {
      throw fail("\(path): \(error)", .configuration)
    }
  }

  private static func rejectUnknownKeys(_ text: String, path: String) throws {
    let known = Set(CodingKeys.allCases.map(\.rawValue))
    guard let mapping = try Yams.compose(yaml: text)?.mapping else { return }
    for (key, _) in mapping where !known.contains(key.string ?? "") {
      let line = key.mark.map { ":\($0.line):\($0.column)" } ?? ""
      throw fail(
        "\(path)\(line): 未知的配置项 (unknown key) \"\(key.string ?? "")\"",
        hint: "可用 (known): " + known.sorted().joined(separator: ", "),
        .configuration
      )
    }
  }

  private static func describe(_ error: DecodingError) -> String {
    func path(_ context: DecodingError.Context) -> String {
      context.codingPath.map(\.stringValue).joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context):
      return "\(path(context)): 缺少 (missing) \(key.stringValue)"
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      return "\(path(context)): \(context.debugDescription)"
    @unknown default: return String(describing: error)
    }
  }
}
