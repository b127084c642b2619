/// Two words mixed into one: their product at twice the width, its halves folded.
///
/// The mixing step of Wang Yi, "wyhash" (2019): good for tables of the user's own names, not against
/// an attacker, and the same on every run.
@inlinable
@inline(__always)
package func foldedProduct(_ one: UInt64, _ two: UInt64) -> UInt64 {
  let product = (one ^ 0xa076_1d64_78bd_642f)
    .multipliedFullWidth(by: two ^ 0xe703_7ed1_a0b4_28db)
  return product.high ^ product.low
}
