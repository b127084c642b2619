import ArgumentParser
import Foundation
import RedianClassify
import RedianCore
import RedianPipeline

/// `redian taxonomy`: chapters and cases.
struct TaxonomyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "taxonomy",
    abstract: "Chapters, cases and their ids."
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, csv, json, yaml
  }

  @Option(help: "text, csv, json, or yaml (the file to edit for --taxonomy).")
  var format = Format.text
  @Option(help: "A taxonomy in place of the built-in one.")
  var taxonomy: String?

  func run() throws {
    let taxonomy = try ModelOptions.of(taxonomy: taxonomy).loadTaxonomy()
    switch format {
    case .yaml:
      let text = try self.taxonomy.map(settingsText)
      print(text ?? TaxonomyFile.builtInText, terminator: "")
    case .text: text(taxonomy)
    case .csv:
      print("category,number,case,zh,en")
      for tag in taxonomy.tags {
        let category = taxonomy.categories[tag.category]
        let names = [tag.chinese, tag.english].map { "\"\($0.replacing("\"", with: "\"\""))\"" }
        print("\(category.id),\(category.number),\(tag.caseID),\(names.joined(separator: ","))")
      }
    case .json:
      let rows = taxonomy.tags.map { tag in
        let category = taxonomy.categories[tag.category]
        return """
          {"category":"\(category.id)","number":\(category.number),"case":"\(tag.caseID)",\
          "zh":\(json(tag.chinese)),"en":\(json(tag.english))}
          """
      }
      print("[\(rows.joined(separator: ",\n "))]")
    }
  }

  private func json(_ text: String) -> String {
    var output: [UInt8] = []
    Array(text.utf8).withUnsafeBufferPointer { appendJSON($0, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  private func text(_ taxonomy: Taxonomy) {
    for category in taxonomy.categories {
      print("\(category.number) \(category.id)  \(category.chinese)  \(category.english)")
      for tag in category.tags.map({ taxonomy.tags[$0] }) where !tag.isRoutine {
        print("  \(tag.caseID)  \(tag.chinese)  (\(tag.english))")
      }
    }
  }
}
