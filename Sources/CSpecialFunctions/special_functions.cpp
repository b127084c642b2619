#include "special_functions.h"

#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>

#include <limits>

namespace {

namespace policies = boost::math::policies;

// Errors become NaN or infinity, never an exception: these functions are called from Swift.
using Quiet = policies::policy<
    policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
    policies::overflow_error<policies::ignore_error>,
    policies::underflow_error<policies::ignore_error>,
    policies::evaluation_error<policies::ignore_error>,
    policies::rounding_error<policies::ignore_error>,
    policies::indeterminate_result_error<policies::ignore_error>,
    policies::promote_double<false>>;

// What Boost throws in spite of the policy (a series that does not converge) is NaN as well.
template <typename Body> double quiet(Body body) noexcept {
  try {
    return body();
  } catch (...) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

} // namespace

double redian_lgamma(double a) {
  return quiet([=] { return boost::math::lgamma(a, Quiet()); });
}

double redian_digamma(double a) {
  return quiet([=] { return boost::math::digamma(a, Quiet()); });
}

double redian_beta_lower(double a, double b, double x) {
  return quiet([=] { return boost::math::ibeta(a, b, x, Quiet()); });
}

double redian_beta_upper(double a, double b, double x) {
  return quiet([=] { return boost::math::ibetac(a, b, x, Quiet()); });
}

double redian_beta_quantile(double a, double b, double p) {
  return quiet([=] { return boost::math::ibeta_inv(a, b, p, Quiet()); });
}

double redian_gamma_lower(double a, double x) {
  return quiet([=] { return boost::math::gamma_p(a, x, Quiet()); });
}

double redian_gamma_upper(double a, double x) {
  return quiet([=] { return boost::math::gamma_q(a, x, Quiet()); });
}

double redian_gamma_quantile(double a, double p) {
  return quiet([=] { return boost::math::gamma_p_inv(a, p, Quiet()); });
}

double redian_normal_quantile(double p) {
  return quiet([=] { return -1.4142135623730950488 * boost::math::erfc_inv(2 * p, Quiet()); });
}

double redian_hypergeometric_upper(uint64_t k, uint64_t n, uint64_t K, uint64_t N) {
  return quiet([=] {
    boost::math::hypergeometric_distribution<double, Quiet> distribution(K, n, N);
    return boost::math::cdf(boost::math::complement(distribution, k - 1));
  });
}
