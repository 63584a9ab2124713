"""One look at the editor: what was typed so far, what is wrong with it, and the steps between."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.banks.editor import sentence as sentences
from app.banks.editor import values
from app.banks.editor.facts import FactText, read_table, write_table
from app.banks.editor.marks import Piece, Span, moved, pieces
from app.banks.editor.names import Names, new_id
from app.banks.editor.sentence import CannotMark
from app.banks.operations.working import Table, WorkingCopy
from app.core.generation.slots import NAME
from app.core.generation.source import SPEAKER
from app.core.messages import N_, Words


@dataclass(frozen=True, slots=True)
class Writing:
    """A fact being written in a working copy. `fact_id` is "" until it is saved; `first` is the
    word pressed first, while the last one is awaited; `focus` is where the person goes on.
    """

    copy: WorkingCopy
    fact_id: str
    fact: FactText
    version: int = 0
    first: Span | None = None
    focus: str = ""
    refused: Words | None = None

    @property
    def names(self) -> Names:
        return Names(self.copy.tables("entity"))

    @property
    def base(self) -> Table:
        return self.copy.part("fact", self.fact_id).written or {} if self.fact_id else {}

    @property
    def id(self) -> str:
        """The id it has or will have: the one typed, else one made of the sentence's words."""
        if self.fact_id:
            return self.fact_id
        typed = str(self.fact.fields["id"])
        words = " ".join(self.fact.sentence.text.split()[:6])
        return typed or new_id(words, ["new", *(str(one.get("id")) for one in self._facts)])

    @property
    def table(self) -> dict[str, object]:
        fields = {**self.fact.fields, "id": self.id}
        return write_table(replace(self.fact, fields=fields), self.base, self.names)

    @property
    def is_saved(self) -> bool:
        return bool(self.fact_id) and self.table == self.base

    @property
    def is_taken(self) -> bool:
        """Has another fact the id of this new one?"""
        return not self.fact_id and any(one.get("id") == self.id for one in self._facts)

    @property
    def pieces(self) -> Iterator[Piece]:
        rows = self.fact.sentence.rows
        return pieces(
            self.fact.sentence.text, [(row.name, row.span) for row in rows if not row.is_gone]
        )

    @property
    def _facts(self) -> tuple[Table, ...]:
        return self.copy.tables("fact")


def opened(copy: WorkingCopy, fact_id: str) -> Writing:
    """A fact as it was saved, or a new one."""
    part = copy.part("fact", fact_id) if fact_id else None
    names = Names(copy.tables("entity"))
    fact = read_table((part.written if part else None) or {}, names)
    return Writing(copy, fact_id, fact, part.version if part else 0)


def pressed(writing: Writing, span: Span, seen: str) -> Writing:
    """A word was pressed: the first one waits, the second marks all between them."""
    text = writing.fact.sentence.text
    here = moved(span, seen, text)
    if writing.first is None:
        return replace(writing, first=here, focus=f"word-{here.start}")
    return marked(replace(writing, first=None), writing.first.joined(here))


def marked(writing: Writing, span: Span) -> Writing:
    """The words are asked for from now on, or it is said why they cannot be."""
    try:
        sentence, name = sentences.marked(writing.fact.sentence, span, writing.names)
    except CannotMark as refused:
        return replace(writing, refused=refused.words, focus="text")
    at = next(n for n, row in enumerate(sentence.rows) if row.name == name)
    fact = replace(writing.fact, sentence=sentence)
    return replace(writing, fact=fact, focus=f"slots-{at}-ask")


def unmarked(writing: Writing, name: str) -> Writing:
    """The next row's first field follows, or the sentence."""
    rows = writing.fact.sentence.rows
    at = next((n for n, row in enumerate(rows) if row.name == name), len(rows))
    fact = replace(writing.fact, sentence=sentences.without(writing.fact.sentence, name))
    is_last = at >= len(rows) - 1
    return replace(writing, fact=fact, focus="text" if is_last else f"slots-{at}-name")


def name_problems(writing: Writing) -> Iterator[tuple[str, Words]]:
    """(control, what to mend): without a name of its own a slot cannot be written down."""
    rows = writing.fact.sentence.rows
    for at, row in enumerate(rows):
        if not NAME.fullmatch(row.name) or row.name == SPEAKER:
            told = N_("Small letters, figures and _ only, a letter first, such as when.")
            yield f"slots-{at}-name", Words(told)
        elif [other.name for other in rows].count(row.name) > 1:
            yield f"slots-{at}-name", Words(N_("Two have this name. Give one of them another."))


def slot_problems(writing: Writing) -> Iterator[tuple[str, Words]]:
    """The same for all that is wrong with the rows."""
    yield from name_problems(writing)
    for at, row in enumerate(writing.fact.sentence.rows):
        if row.is_gone:
            told = N_("The sentence has lost these words. Mark them again, or remove this.")
            yield f"slots-{at}-name", Words(told)
        problem = None if row.is_gone else values.problem_of(row.value, writing.names)
        if problem:
            yield f"slots-{at}-value", problem


def field_problems(writing: Writing) -> Iterator[tuple[str, Words]]:
    """The same for the fields around the sentence."""
    fields, names = writing.fact.fields, writing.names
    if not all(isinstance(number, int) and number > 0 for number in fields["cite"]):
        yield "cite", Words(N_("Enter the numbers of paragraphs, such as 3 or 3, 8."))
    elif unknown := [n for n in fields["cite"] if n not in _paragraphs(writing.copy)]:
        told = N_("The article has no paragraph %(number)s.")
        yield "cite", Words(told, {"number": unknown[0]})
    if fields["truth"] != "reported" and not fields["speaker"]:
        yield "speaker", Words(N_("Write who says it: a name of this bank."))
    elif fields["truth"] != "reported" and not names.find(fields["speaker"]):
        told = N_("This bank has no name ‘%(name)s’ yet. Add it, or choose another.")
        yield "speaker", Words(told, {"name": fields["speaker"]})
    if fields["as_of"] and not values.is_date(fields["as_of"]):
        yield "as_of", Words(N_("Enter a date, such as 16 June 2023, June 2023 or 2023."))


def _paragraphs(copy: WorkingCopy) -> set[int]:
    return {each.number for each in copy.article.paragraphs}
