"""What can be sent and means nothing: numbers no row has, NUL, addresses that are none."""

from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, request
from werkzeug.routing import IntegerConverter

# PostgreSQL's integers end here; an id, a place or a version beyond it names nothing.
LARGEST = 2**31 - 1
NUL = "\0"

Value = TypeVar("Value")


class RowNumber(IntegerConverter):
    """<int:…> in an address; a number no row can have is a 404."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"max": LARGEST, **options})


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumber
    app.before_request(_know_no_nul)
    app.before_request(_forget_unreadable_pages)


def row_number(text: str | int) -> int:
    """For `request.args.get(name, type=row_number)`. Raises ValueError for what no row has."""
    number = int(text)
    if abs(number) > LARGEST:
        raise ValueError(f"no row has the number {number}")
    return number


def row_number_or_none(number: int | None) -> int | None:
    """The same as a filter of a form field."""
    return number if number is not None and abs(number) <= LARGEST else None


def without_nul(value: Value) -> Value:
    """A filter of form fields: nobody types NUL, and PostgreSQL refuses it."""
    return value.replace(NUL, "") if isinstance(value, str) else value  # type: ignore[return-value]


def _know_no_nul() -> None:
    """No address of ours holds NUL, so what it asks for is not there."""
    if NUL in request.path or b"%00" in request.query_string:
        abort(404)


def _forget_unreadable_pages() -> None:
    """A page somebody says they come from, but whose address is none, is as good as not said."""
    for name in ("HTTP_REFERER", "HTTP_ORIGIN"):
        try:
            urlsplit(request.environ.get(name, ""))
        except ValueError:
            del request.environ[name]
