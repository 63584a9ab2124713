"""A bank's folder as one zip, and back. A zip from elsewhere is hostile until proven otherwise."""

import stat
import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from app.banks.folder import ARTICLE, BANK, FACTS, FIELDS, RELEASED, VERDICTS, Texts
from app.core.messages import N_
from app.web.translate import gettext

MEGABYTE = 1024 * 1024
MOST_BYTES = 32 * MEGABYTE
# Read, a list or a table takes fifty times its place in a file. The shipped bank has 60 000.
MOST_VALUES = 600_000
# A bank has five files; a folder around them and what a Mac adds make some more.
MOST_MEMBERS = 40
MOST_UNPACKED: Mapping[str, int] = {
    BANK: 1 * MEGABYTE,
    FACTS: 4 * MEGABYTE,
    ARTICLE: 8 * MEGABYTE,
    RELEASED: 32 * MEGABYTE,
    VERDICTS: 4 * MEGABYTE,
}
_NEEDED = (BANK, FACTS, ARTICLE)
_WHEN = (1980, 1, 1, 0, 0, 0)  # a file's date is no part of a bank
_END = b"PK\x05\x06"
_LONGEST_END = 22 + 0xFFFF
_MOST_OF_DIRECTORY = 64 * 1024


# A place that lies before the file's beginning is a ValueError.
_NOT_READ = (
    *(BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError),
    *(zlib.error, struct.error),
)


class BadArchive(ValueError):
    """Not a bank's zip; the message says why and what to do."""


def pack(texts: Texts) -> bytes:
    """The same bytes from the same texts, in a folder named for the bank."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in texts.by_name.items():
            member = ZipInfo(f"{texts.source.bank.id}/{name}", _WHEN)
            member.compress_type = ZIP_DEFLATED
            member.create_system, member.external_attr = 3, 0o644 << 16
            archive.writestr(member, text.encode())
    return stream.getvalue()


def unpack(stream: BinaryIO) -> Texts:
    """The texts of a bank's zip, read within limits; raise BadArchive.

    `questions_json` is "" where the questions were not built yet.
    """
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise BadArchive(gettext("The file has more than 32 MB. A bank’s folder is smaller."))
    _check_directory(data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = _members(archive.infolist())
            texts = {name: _text(archive, name, member) for name, member in members.items()}
    except BadArchive:
        raise
    except _NOT_READ as error:
        raise _refused(_NO_ZIP) from error
    return _texts(texts)


_NO_ZIP = N_(
    "This is no zip that can be read. Choose the file that “Download the bank” gave, or pack the "
    "bank’s folder anew."
)


def _check_directory(data: bytes) -> None:
    """Look at how much the zip lists before anything reads the list."""
    end = data.rfind(_END, max(0, len(data) - _LONGEST_END))
    if end < 0 or len(data) < end + 22:
        raise _refused(_NO_ZIP)
    count = int.from_bytes(data[end + 10 : end + 12], "little")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    if count > MOST_MEMBERS or size > _MOST_OF_DIRECTORY:
        words = N_("There are too many files in it. Pack the folder of one bank, and nothing else.")
        raise _refused(words)


def _members(listed: list[ZipInfo]) -> dict[str, ZipInfo]:
    """The bank's files by name; raise BadArchive for anything that does not belong."""
    members: dict[str, ZipInfo] = {}
    for member in listed:
        _check_path(member)
        name = _name(member)
        if name is None:
            continue
        if name in members:
            raise _refused(N_("“%(name)s” is in it twice."), name=name)
        _check_size(name, member)
        members[name] = member
    return members


def _check_path(member: ZipInfo) -> None:
    path = member.filename
    steps = path.replace("\\", "/").split("/")
    if path.startswith(("/", "\\")) or ".." in steps or ":" in path:
        words = N_("“%(name)s” points outside of the folder. Pack the bank’s folder anew.")
        raise _refused(words, name=_shown(path))
    if stat.S_ISLNK(member.external_attr >> 16):
        words = N_("“%(name)s” is a link, not a file. Pack the files themselves.")
        raise _refused(words, name=_shown(path))
    if member.flag_bits & 1:
        raise _refused(N_("The zip is locked by a password. Pack it without one."))
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise _refused(N_("The zip is packed in an unusual way. Pack it as a plain zip."))


def _name(member: ZipInfo) -> str | None:
    """Which of the bank's files it is; None for what a computer adds by itself."""
    *folders, name = member.filename.split("/")
    is_added = folders[:1] == ["__MACOSX"] or name in (".DS_Store", "Thumbs.db")
    if (not name and len(folders) <= 1) or is_added:
        return None
    if name not in MOST_UNPACKED or len(folders) > 1:
        words = N_(
            "“%(name)s” is no file of a bank. A bank has bank.toml, facts.toml, article.json, "
            "questions.json and, sometimes, verdicts.toml."
        )
        raise _refused(words, name=_shown(member.filename))
    return name


def _check_size(name: str, member: ZipInfo) -> None:
    if member.file_size > MOST_UNPACKED[name]:
        raise _too_large(name)


def _text(archive: ZipFile, name: str, member: ZipInfo) -> str:
    with archive.open(member) as file:
        # The list may lie about a file's size.
        data = file.read(MOST_UNPACKED[name] + 1)
    if len(data) > MOST_UNPACKED[name]:
        raise _too_large(name)
    if sum(map(data.count, (b"{", b"[", b","))) > MOST_VALUES:
        raise _refused(N_("“%(name)s” holds too much. A bank’s file is smaller."), name=name)
    try:
        return data.decode()
    except UnicodeDecodeError:
        words = N_("“%(name)s” is not UTF-8 text. Save it as UTF-8.")
        raise _refused(words, name=name) from None


def _texts(by_name: Mapping[str, str]) -> Texts:
    for name in _NEEDED:
        if name not in by_name:
            raise _refused(N_("“%(name)s” is missing. Pack the whole folder."), name=name)
    return Texts(**{field: by_name.get(name, "") for name, field in FIELDS.items()})


def _too_large(name: str) -> BadArchive:
    limit = MOST_UNPACKED[name] // MEGABYTE
    words = N_("“%(name)s” has more than %(limit)s MB unpacked.")
    return _refused(words, name=name, limit=limit)


def _shown(path: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in path[:80])


def _refused(words: str, **values: object) -> BadArchive:
    return BadArchive(gettext(words, **values))
