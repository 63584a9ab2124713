"""Words as they are looked for: "Ségou" is found by "segou", "MINUSMA’s" by "minusma's"."""

import unicodedata


def folded(text: str) -> str:
    """Without accents, case, curly apostrophes and runs of space."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(letters.casefold().split())
