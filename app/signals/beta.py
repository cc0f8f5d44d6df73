"""The regularised incomplete beta function, in place of a numerical library of 100 MB.

Lentz's continued fraction (DLMF 8.17.22; Press et al., *Numerical Recipes*, 3rd ed., 6.4), exact to 1e-12 where it is
used here. A tail of the negative binomial distribution is one such value (DLMF 8.17.24), for counts that are not whole
numbers too.
"""

from math import exp, lgamma, log, log1p

TINY = 1e-300
EXACT = 1e-13
MOST_STEPS = 10_000


def betainc(a: float, b: float, x: float) -> float:
    """I_x(a, b): the chance that a Beta(a, b) variable is at most x, for a, b > 0."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    # The fraction converges fast only on this side of the mean; the other side is the mirror image.
    if x < (a + 1) / (a + b + 2):
        return front * fraction(a, b, x) / a
    return 1.0 - front * fraction(b, a, 1 - x) / b


def fraction(a: float, b: float, x: float) -> float:
    """The continued fraction, by the modified method of Lentz."""
    c, d = 1.0, 1 / nonzero(1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, MOST_STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / nonzero(1 + term * d)
            c = nonzero(1 + term / c)
            found *= c * d
        if abs(c * d - 1) < EXACT:
            break
    return found


def nonzero(value: float) -> float:
    """A divisor that never is zero."""
    return value if abs(value) > TINY else TINY
