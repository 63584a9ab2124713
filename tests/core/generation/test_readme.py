"""What questions/README.md tells is what the reader, the lint and the generators do."""

import re
import tomllib
from pathlib import Path

import pytest

from app.core.generation import build, read
from app.core.generation.generators import NAMES
from app.core.generation.source import EntityKind, FactKind
from app.core.generation.written import WrittenEntity, WrittenFact

README = (Path(__file__).resolve().parents[3] / "questions" / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)


def section(heading):
    return README.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def named(text):
    """The names in the first column of a section's tables."""
    rows = (line.split(" | ")[0] for line in text.splitlines() if line.startswith("| `"))
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def test_its_first_bank_is_read_and_asked():
    bank, facts, *_ = EXAMPLES
    assert {each.generator for each in build(read(bank, facts)).questions} >= {"numerical", "cloze"}


@pytest.mark.parametrize("example", EXAMPLES)
def test_its_examples_are_toml(example):
    assert tomllib.loads(example)


def test_it_names_every_field():
    assert set(named(section("Entities"))) == WrittenEntity.model_fields.keys()
    fields = section("Facts").split("### Slots")[0]
    assert set(named(fields)) == WrittenFact.model_fields.keys()


def test_it_names_every_kind():
    for kind in (*EntityKind, *FactKind):
        assert f"`{kind}`" in README


def test_it_names_every_generator():
    assert set(re.findall(r"`([a-z_]+)`", section("The questions"))) >= set(NAMES)
