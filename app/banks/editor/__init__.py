"""What keepers write in the browser: facts in plain words, names, and what they would ask."""

from app.banks.editor import ids, words

__all__ = ["ids", "words"]
