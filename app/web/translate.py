"""gettext with types: every sentence a person reads comes through here, or `_` in a page."""

from typing import cast

import flask_babel

from app.core.messages import Words


def gettext(words: str, /, **values: object) -> str:
    return str(flask_babel.gettext(words, **values))


def ngettext(one: str, many: str, num: int, /, **values: object) -> str:
    """`%(num)d` in the words is the count."""
    return str(flask_babel.ngettext(one, many, num, **values))


def pgettext(context: str, words: str, /, **values: object) -> str:
    """For words that another language says differently here: "New" cards, "New" above one card."""
    return str(flask_babel.pgettext(context, words, **values))


def translated(words: Words) -> str:
    """What the core says, in the language of the page."""
    return gettext(words.message, **words.params)


def lazy_gettext(words: str, /, **values: object) -> str:
    """For labels and messages at import time; translated when it is written on a page."""
    return cast(str, flask_babel.lazy_gettext(words, **values))
