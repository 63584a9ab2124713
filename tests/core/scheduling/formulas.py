"""FSRS-6 as its published formulas say it, in plain arithmetic, to hold the library against."""

from math import exp


def first(w, rating):
    """Stability and difficulty after the first rating."""
    return w[rating - 1], clamped(w[4] - exp(w[5] * (rating - 1)) + 1)


def following(w, stability, difficulty, rating, days):
    """Stability and difficulty after one more rating, so many days later."""
    if days == 0:
        grown = same_day(w, stability, rating)
    elif rating == 1:
        grown = forgotten(w, stability, difficulty, recall(w, stability, days))
    else:
        grown = remembered(w, stability, difficulty, rating, recall(w, stability, days))
    return min(max(grown, 0.001), 36_500), harder(w, difficulty, rating)


def recall(w, stability, days):
    return (1 + (0.9 ** (-1 / w[20]) - 1) * days / stability) ** -w[20]


def remembered(w, stability, difficulty, rating, chance):
    bonus = {2: w[15], 3: 1, 4: w[16]}[rating]
    growth = exp(w[8]) * (11 - difficulty) * stability ** -w[9] * (exp(w[10] * (1 - chance)) - 1)
    return stability * (1 + growth * bonus)


def forgotten(w, stability, difficulty, chance):
    kept = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * exp(w[14] * (1 - chance))
    return min(kept, stability / exp(w[17] * w[18]))


def same_day(w, stability, rating):
    growth = exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
    return stability * (max(1, growth) if rating >= 2 else growth)


def harder(w, difficulty, rating):
    eased = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
    easiest = w[4] - exp(w[5] * 3) + 1
    return clamped(w[7] * easiest + (1 - w[7]) * eased)


def clamped(difficulty):
    return min(max(difficulty, 1), 10)
