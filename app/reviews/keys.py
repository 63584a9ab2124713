"""Keys of log lines: 16 bytes that begin with the time they were made (UUID version 7)."""

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from uuid import UUID

from app.core.scheduling import milliseconds

TIME_BYTES = 6


def new_key(now: datetime) -> bytes:
    """A key nobody has: made when a form is shown, so that sending it twice says so."""
    return _uuid7(milliseconds(now).to_bytes(TIME_BYTES), secrets.token_bytes(10))


def second_key(key: bytes) -> bytes:
    """Another key that follows from the first, of the same time."""
    return _uuid7(key[:TIME_BYTES], blake2b(key, digest_size=10).digest())


def first_key_at(moment: datetime) -> bytes:
    """The lowest of all keys made at that moment or later."""
    return max(0, milliseconds(moment)).to_bytes(TIME_BYTES) + bytes(10)


def made_at(key: bytes) -> datetime:
    """When the form with this key was shown."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(
        milliseconds=int.from_bytes(key[:TIME_BYTES])
    )


def key_in(text: str) -> bytes | None:
    """The key a form or address holds as 32 hexadecimal digits; None for anything else."""
    try:
        return UUID(hex=text).bytes
    except ValueError:
        return None


def _uuid7(time: bytes, chance: bytes) -> bytes:
    version, variant = 0x70 | chance[0] & 0x0F, 0x80 | chance[2] & 0x3F
    return time + bytes((version, chance[1], variant)) + chance[3:]
