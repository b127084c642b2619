#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// ln(a / b).
func log(ratio a: Double, _ b: Double) -> Double { log(a / b) }
