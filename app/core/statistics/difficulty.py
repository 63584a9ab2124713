"""How hard a question is: an estimate, corrected by what people answered.

Difficulty runs from 1 to 10 and means how many fail: 1 nobody, 10 everybody, 4 one in three.
The facility p (the mean of the grades) has a Beta prior with the estimate as its mean and the
weight of `PRIOR_ANSWERS` answers; the posterior mean after n answers that earned s in sum is
``(k·p₀ + s) / (k + n)`` (Gelman et al., Bayesian Data Analysis, 3rd edition, section 2.4; grades
between 0 and 1 count in part).
"""

EASIEST, MIDDLE, HARDEST = 1.0, 5.5, 10.0
# So an estimate weighs as much as ten answers: five learners who all fail move 4 to 6.
PRIOR_ANSWERS = 10
DIGITS = 1


def corrected(estimate: float, earned: float, answers: int) -> float:
    """The estimate after so many answers that `earned` so much in sum, each 0 to 1."""
    prior = _facility(estimate)
    return _difficulty((PRIOR_ANSWERS * prior + earned) / (PRIOR_ANSWERS + answers))


def _facility(difficulty: float) -> float:
    return (HARDEST - difficulty) / (HARDEST - EASIEST)


def _difficulty(facility: float) -> float:
    return round(HARDEST - facility * (HARDEST - EASIEST), DIGITS)
