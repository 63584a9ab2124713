"""Two versions of a fact or a name, field by field, in words."""

from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm

NOTHING = "–"


def differences(
    mine: Mapping[str, Any], theirs: Mapping[str, Any], form: FlaskForm
) -> list[tuple[str, str, str]]:
    """(what, mine, theirs) where they differ; `form` says what the fields are called."""
    mine_flat, theirs_flat = _flat(mine), _flat(theirs)
    names = [name for name in {**mine_flat, **theirs_flat}]
    return [
        (_called(name, form), mine_flat.get(name, NOTHING), theirs_flat.get(name, NOTHING))
        for name in names
        if mine_flat.get(name) != theirs_flat.get(name)
    ]


def _flat(table: Mapping[str, Any]) -> dict[str, str]:
    """ "ask.when" beside "text", each in words."""
    found: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, Mapping):
            found |= {f"{name}.{key}": _in_words(each) for key, each in value.items()}
        else:
            found[name] = _in_words(value)
    return found


def _in_words(value: Any) -> str:
    if isinstance(value, Mapping):
        return ": ".join(str(each) for each in value.values())
    if isinstance(value, list | tuple):
        return "; ".join(map(_in_words, value))
    return str(value)


def _called(name: str, form: FlaskForm) -> str:
    field, _, slot = name.partition(".")
    label = str(form[field].label.text) if field in form else field
    return f"{label}: {slot}" if slot else label
