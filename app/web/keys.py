"""Keys of answers: a UUIDv7 made as a form is rendered, so that sending twice saves once.

The 16 bytes begin with the time they were made, in milliseconds since 1970 (RFC 9562, section 5.7).
"""

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from uuid import UUID

from werkzeug.exceptions import UnprocessableEntity

TIME_BYTES, CHANCE_BYTES = 6, 10
VERSION_7 = 0x7000
VARIANT = 0x8000_0000_0000_0000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def new_key(now: datetime) -> str:
    """A new key as 32 hexadecimal characters, for the hidden field of a form."""
    high = _milliseconds(now) << 16 | VERSION_7 | secrets.randbits(12)
    return UUID(int=high << 64 | VARIANT | secrets.randbits(62)).hex


def read_key(text: str) -> bytes:
    """The 16 bytes of a key from a form; anything else is a 422."""
    try:
        return UUID(hex=text).bytes
    except ValueError:
        raise UnprocessableEntity from None


def fresh_key(now: datetime) -> bytes:
    """For a line no form asked for."""
    return bytes.fromhex(new_key(now))


def second_key(key: bytes, said: str = "") -> bytes:
    """Another key that follows from the first and from what was said, of the same time."""
    return key[:TIME_BYTES] + blake2b(key + said.encode(), digest_size=CHANCE_BYTES).digest()


def first_key_at(moment: datetime) -> bytes:
    """The lowest of all keys made at that moment or later."""
    return _milliseconds(moment).to_bytes(TIME_BYTES) + bytes(CHANCE_BYTES)


def milliseconds_since(key: bytes, now: datetime) -> int:
    """How long ago the form with this key was shown."""
    return max(0, _milliseconds(now) - int.from_bytes(key[:TIME_BYTES]))


def _milliseconds(moment: datetime) -> int:
    return max(0, (moment - EPOCH) // MILLISECOND)
