"""The catalogues of translations: gathers what the code says, keeps what is translated, compiles.

    .venv/bin/python app/frontend/catalogue.py

New words come without a translation, for a person to write; words nobody says any more go.
"""

import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "app" / "web" / "translations"
# Without dates and places, so that a catalogue changes only when its words do.
HEADER = r"""msgid ""
msgstr ""
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {plural_forms}\n"

"""


def main() -> None:
    template = gathered()
    for path in catalogues():
        renewed = merged(path, template)
        path.write_text(written(renewed), encoding="utf-8")
        lacking = sum(not is_translated(message) for message in renewed if message.id)
        sys.stdout.write(f"{path.relative_to(ROOT)}: {lacking} to translate\n")
    pybabel("compile", "--directory", str(TRANSLATIONS))


def catalogues() -> list[Path]:
    """One a language, in app/web/translations."""
    return sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))


def gathered() -> Catalog:
    """Every message of the code, found as pyproject.toml says."""
    with TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        mapping = ROOT / "pyproject.toml"
        pybabel("extract", "--mapping", str(mapping), "--output", str(template), str(ROOT / "app"))
        with template.open("rb") as source:
            return read_po(source)


def merged(path: Path, template: Catalog) -> Catalog:
    """What `path` translates, of the messages there are now."""
    with path.open("rb") as source:
        catalog = read_po(source, locale=path.parents[1].name)
    catalog.update(template, no_fuzzy_matching=True)
    return catalog


def written(catalog: Catalog) -> str:
    lines = BytesIO()
    write_po(
        lines,
        catalog,
        no_location=True,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
    )
    language, plural_forms = catalog.locale_identifier, catalog.plural_forms
    header = HEADER.format(language=language, plural_forms=plural_forms)
    return header + lines.getvalue().decode().rstrip() + "\n"


def is_translated(message: Message) -> bool:
    """Tell whether every form of it is there, and for what the code says today."""
    forms = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return all(forms) and not message.fuzzy


def pybabel(*words: str) -> None:
    CommandLineInterface().run(["pybabel", "--quiet", *words])  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
