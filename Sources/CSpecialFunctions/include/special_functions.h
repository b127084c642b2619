#pragma once

// Special functions of probability, by Boost.Math. Outside its domain a function returns NaN (or
// an infinity at a pole); none throws, sets errno or writes a global.
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// ln |Gamma(a)|.
double redian_lgamma(double a);
/// The logarithmic derivative of Gamma.
double redian_digamma(double a);
/// The regularised incomplete beta function I_x(a, b).
double redian_beta_lower(double a, double b, double x);
/// Its complement 1 - I_x(a, b), computed directly.
double redian_beta_upper(double a, double b, double x);
/// The x with I_x(a, b) = p.
double redian_beta_quantile(double a, double b, double p);
/// The regularised lower incomplete gamma function P(a, x).
double redian_gamma_lower(double a, double x);
/// The regularised upper incomplete gamma function Q(a, x), computed directly.
double redian_gamma_upper(double a, double x);
/// The x with P(a, x) = p.
double redian_gamma_quantile(double a, double p);
/// The standard normal quantile of p.
double redian_normal_quantile(double p);
/// P(X >= k) marked items, k > 0, among n drawn without replacement from N with K marked.
double redian_hypergeometric_upper(uint64_t k, uint64_t n, uint64_t K, uint64_t N);

#ifdef __cplusplus
}
#endif
