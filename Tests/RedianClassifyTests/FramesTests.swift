import RedianClassify
import RedianCore
import Testing

@testable import RedianTrain

@Suite struct FramesTests {
  private static func frames(
    openings: [String] = [],
    closings: [String] = []
  ) throws -> Frames {
    let texts = openings.map { ["open", $0] } + closings.map { ["close", $0] }
    let rows = ([["kind", "text"]] + texts).enumerated()
    return try Frames(rows: rows.map { ($0.offset + 1, $0.element) })
  }

  @Test func theBuiltInOnesAreManyAndDifferent() throws {
    let frames = try Frames.builtIn()
    #expect(frames.openings.count > 400 && frames.closings.count > 400)
    #expect(Set(frames.openings).count == frames.openings.count)
    #expect(Set(frames.closings).count == frames.closings.count)
  }

  @Test(arguments: [
    (["text", "kind"], 1, Frames.Mistake.Reason.noHeader),
    (["kind", "text"], 3, .cells(1)),
    (["kind", "text"], 3, .unknownKind("begin")),
    (["kind", "text"], 3, .noText),
  ])
  func aMistakeHasItsLine(header: [String], line: Int, reason: Frames.Mistake.Reason) {
    let wrong =
      switch reason {
      case .cells: ["open"]
      case .noText: ["open", ""]
      default: ["begin", "您好，"]
      }
    let rows = [(line: 1, cells: header), (2, ["open", "客户来电："]), (3, wrong)]
    #expect(throws: Frames.Mistake(line: line, reason: reason)) { try Frames(rows: rows) }
  }

  @Test func halfOfTheTextsHaveAFramedCopy() throws {
    let frames = try Self.frames(openings: ["客户："], closings: ["请核实"])
    let framed = (0..<3_000).map { "第\($0)件事" }.compactMap { text in
      frames.framedCopy(of: text).map { (text, $0) }
    }
    #expect((1_380...1_620).contains(framed.count))
    #expect(framed.allSatisfy { $1 != $0 && $1.contains($0) })
    let opened = framed.count { $1.hasPrefix("客户：") }
    let closed = framed.count { $1.hasSuffix("请核实") }
    // An opening, a closing, or both: two thirds each.
    #expect((900...1_100).contains(opened) && (900...1_100).contains(closed))
    #expect(opened + closed > framed.count)
  }

  @Test(arguments: [["客户："], []])
  func withFramesOfOneKindItIsHalfAsWell(openings: [String]) throws {
    let frames = try Self.frames(openings: openings, closings: openings.isEmpty ? ["请核实"] : [])
    let copies = (0..<3_000).compactMap { frames.framedCopy(of: "第\($0)件事") }
    #expect((1_380...1_620).contains(copies.count))
  }

  /// In every process the same.
  @Test func aTextStandsInTheSameFrameAlways() throws {
    let frames = try Self.frames(openings: ["客户：", "来电，"], closings: ["请核实", "盼复"])
    let copies = ["停电了", "问销户", "灯不亮。", "表走得快", "线掉了"].map(frames.framedCopy)
    #expect(copies == [nil, "客户：问销户", "来电，灯不亮，请核实", nil, "客户：线掉了，请核实"])
  }

  @Test func whatIsLearnedFromIsEachTicketAndItsCopyBehindIt() throws {
    let frames = try Self.frames(openings: ["客户："])
    let tag = TagID(rawValue: 3)
    let tickets = (0..<100).map {
      LabelledTicket(text: "第\($0)件事", tag: tag, also: [TagID(rawValue: 5)])
    }
    let wanted = tickets.flatMap { ticket in
      [ticket.text, frames.framedCopy(of: ticket.text)].compactMap { $0 }.map(ticket.withText)
    }
    #expect(wanted.count > 130)
    #expect(tickets.withFramedCopies(frames) == wanted)
  }

  /// Half of these would have one otherwise.
  @Test(arguments: ["。", "？！", "-"])
  func aTextWithoutWordsHasNoCopy(mark: String) throws {
    let frames = try Self.frames(openings: ["客户："], closings: ["请核实"])
    let texts = (0..<30).map { String(repeating: mark, count: $0) }
    #expect(texts.compactMap(frames.framedCopy).isEmpty)
  }

  @Test(arguments: ["停电了", "停电了。", "停电了！ "])
  func aFullStopGivesWayToTheMarkBeforeAClosing(text: String) throws {
    let framed = try Self.frames(closings: ["请核实"]).framed(text)
    #expect(["停电了。请核实", "停电了，请核实", "停电了 请核实"].contains(framed))
  }

  @Test func noSecondMarkFollowsAQuestion() throws {
    let frames = try Self.frames(closings: ["请核实"])
    #expect(frames.framed("什么时候来？") == "什么时候来？请核实")
    #expect(frames.framed("什么时候来? ") == "什么时候来?请核实")
  }

  @Test func withoutFramesThereAreNoCopies() {
    #expect((0..<50).allSatisfy { Frames().framedCopy(of: "事\($0)。") == nil })
  }

  /// Asking for haste stands with repairs alone; a model that learned in frames does not fall for it.
  @Test func aModelThatLearnedInFramesPassesThemOver() throws {
    let taxonomy = try TaxonomyFile.builtIn()
    let repair = try #require(taxonomy.tag(category: "fault-repair", caseID: ""))
    let bill = try #require(taxonomy.tag(category: "fee-collection", caseID: ""))
    let tickets = (0..<40).flatMap { number in
      [
        LabelledTicket(text: "\(number)号没电，请马上派人来办", tag: repair, also: []),
        LabelledTicket(text: "\(number)号问余额", tag: bill, also: []),
      ]
    }
    let closings = ["请马上派人来办", "请马上来办", "派人来办"]
    func tag(_ frames: Frames) throws -> TagID {
      var options = TrainingOptions(frames: frames)
      options.minimum = 1
      let trainer = Trainer(taxonomy: taxonomy, lexicon: Lexicon(), options: options)
      let model = trainer.model(trainer.learn(from: [tickets]), nil)
      let classifier = try Classifier(model: model, taxonomy: taxonomy, lexicon: Lexicon())
      var scratch = classifier.makeScratch()
      return Array("问余额，请马上派人来办".utf8).withUnsafeBufferPointer {
        classifier.classify($0, scratch: &scratch).tag
      }
    }
    #expect(try tag(Frames()) == repair)
    #expect(try tag(Self.frames(closings: closings)) == bill)
  }
}
