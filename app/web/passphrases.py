"""Passphrases of four common words: easy to say and type, about 40 bits by chance."""

import secrets
from functools import lru_cache
from pathlib import Path

WORDS = Path(__file__).parent / "passphrase_words.txt"
HOW_MANY = 4
SHORTEST = 15


def suggest() -> str:
    """Four words with a hyphen between; never shorter than a passphrase must be."""
    while True:
        phrase = "-".join(secrets.choice(_words()) for _ in range(HOW_MANY))
        if len(phrase) >= SHORTEST:
            return phrase


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    return tuple(WORDS.read_text(encoding="ascii").split())
