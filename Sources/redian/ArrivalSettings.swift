import RedianCore
import RedianIngest
import RedianStats

/// What a configuration file and the command line say about arrivals and rates.
enum ArrivalSettings {
  static func options(
    _ configuration: Configuration,
    customers path: String?
  ) throws -> SummaryOptions {
    var options = SummaryOptions()
    options.yardsticks += (configuration.yardsticks ?? []).map(\.yardstick)
    for step in configuration.steps ?? [] {
      guard let leg = Leg(rawValue: step.id) else {
        throw fail(Words.badStep(step.id), .configuration)
      }
      options.legLimits[leg] = step.limits
    }
    for text in configuration.eventDays ?? [] {
      guard case .period(let period) = PeriodRequest.parse(text), period.kind == .day else {
        throw fail(Words.badEventDay(text), .configuration)
      }
      options.majorEventDays.insert(period.from)
    }
    if let path = path ?? configuration.customers { options.customers = try customers(path) }
    return options
  }

  private static func customers(_ path: String) throws -> CustomerTable {
    do throws(CustomerFileError) {
      return CustomerTable(
        rows: try readCustomers(path: path).map { .init(unit: $0.unit, customers: $0.customers) }
      )
    } catch {
      let (message, hint, status) = Words.describe(error)
      throw fail(message, hint: hint, status)
    }
  }
}
