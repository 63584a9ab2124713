"""Names that outlive every rewording, and hashes that tell what changed."""

import hashlib
import json
from base64 import b32encode
from typing import Any

UID_LENGTH = 16


def question_uid(bank: str, fact: str, generator: str, slot: str, variant: str = "") -> str:
    """Sixteen small letters and digits (80 bits) from what a question is, never from its words."""
    digest = hashlib.sha256("\x1f".join((bank, fact, generator, slot, variant)).encode()).digest()
    return b32encode(digest).decode().lower()[:UID_LENGTH]


def target_uid(fact_uid: str, slot: str, direction: str) -> str:
    return f"{fact_uid}#{slot}#{direction}"


def slot_of(target: str) -> str:
    """The slot that a target asks for."""
    _, slot, _ = target.rsplit("#", 2)
    return slot


def rank(*names: str) -> int:
    """A number that looks random and is the same for the same names in every process."""
    digest = hashlib.sha256("\x1f".join(names).encode()).digest()
    return int.from_bytes(digest[:8])


def hash_of(value: Any) -> str:
    """32 hexadecimal digits of a JSON value, whatever the order of its keys."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]
