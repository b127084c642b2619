#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

// The platform's elementary functions, so that no other file of this target imports it.

/// ln(a / b).
func log(ratio a: Double, _ b: Double) -> Double { log(a / b) }

/// The natural logarithm.
func naturalLogarithm(_ x: Double) -> Double { log(x) }

/// e to the power of x.
func exponential(_ x: Double) -> Double { exp(x) }

/// e to the power of x, minus 1, without the loss of digits near 0.
func exponentialMinusOne(_ x: Double) -> Double { expm1(x) }

/// x to the power of y.
func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
