"""How much of what was learned would be recalled."""

from collections.abc import Iterable

from app.core.scheduling.memory import DEFAULT_WEIGHTS, Weights, curve_of


def expected_recall(
    memories: Iterable[tuple[float, int]], weights: Weights = DEFAULT_WEIGHTS
) -> float:
    """How many of these would be recalled: the sum of their chances.

    Each is a stability (days, above 0) and the days since its last review. The same as summing
    `retrievability`, for thousands at once.
    """
    decay, factor = curve_of(weights)
    return float(sum((1 + factor * days / stability) ** -decay for stability, days in memories))
