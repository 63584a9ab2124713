"""Keys of answers: a UUIDv7 made as a form is rendered, so that sending twice saves once."""

import secrets
from datetime import datetime
from uuid import UUID

from werkzeug.exceptions import UnprocessableEntity

VERSION_7 = 0x7000
VARIANT = 0x8000_0000_0000_0000


def new_key(now: datetime) -> str:
    """A new key as 32 hexadecimal characters (RFC 9562, section 5.7): time first, then chance."""
    milliseconds = int(now.timestamp() * 1000)
    high = milliseconds << 16 | VERSION_7 | secrets.randbits(12)
    return UUID(int=high << 64 | VARIANT | secrets.randbits(62)).hex


def read_key(text: str) -> bytes:
    """The 16 bytes of a key from a form; anything else is a 422."""
    try:
        return UUID(hex=text).bytes
    except ValueError:
        raise UnprocessableEntity from None
