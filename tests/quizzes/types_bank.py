"""A bank with one question of each type that asks for more than one thing, by hand: it needs no
generator. Facts, their targets and their flashcards are those of tests.reviews.making.
"""

from dataclasses import dataclass

from app.banks.models import Bank, Question, QuestionFact, QuestionPart, QuestionVersion, Target
from app.core.questions import (
    CONTENT,
    AcceptedText,
    Categorise,
    Category,
    Choice,
    Cloze,
    Content,
    DateQuestion,
    Gap,
    Item,
    Matching,
    MultipleAnswer,
    Ordering,
    Pair,
    ShortAnswer,
    Sorted,
)
from app.core.values import Date
from app.db import db
from tests.reviews import making
from tests.reviews.making import NOW, add, fact

COASTAL = MultipleAnswer.of(
    [
        Choice.of("Senegal", right=True, why="Dakar is its port."),
        Choice.of("Guinea", right=True, why="Conakry is its port."),
        Choice.of("Mali", why="Mali has no coast: its goods go through Dakar and Abidjan."),
        Choice.of("Niger", why="Niger has no coast."),
    ]
)
POSTS = Matching(
    pairs=(
        Pair.of("El Hadj Touré", "harbour master", why="He keeps the book of ships."),
        Pair.of("Awa Sow", "mayor of Varn", why="The town elected her twice."),
        Pair.of("Petra Lund", "keeper of the light"),
    ),
    extra=("captain of the ferry",),
)
RIVER = Ordering(
    items=(
        Item.of("The bridge opens", "May 1987"),
        Item.of("The river floods the market", "January 2013"),
        Item.of("The pier is rebuilt", "June 2015"),
        Item.of("The ferry makes its last crossing", "March 2021"),
    )
)
QUAY, TOWN = Category.of("On the quay"), Category.of("In the town")
PLACES = Categorise(
    categories=(QUAY, TOWN),
    items=(
        Sorted.of("The light", QUAY, why="It stands at the end of the long pier."),
        Sorted.of("The fish market", QUAY),
        Sorted.of("The school", TOWN, why="It was built beside the church."),
    ),
)
FERRY = Cloze(
    parts=(
        "The ferry ",
        Gap(ShortAnswer(answers=(AcceptedText("Adda Korn"),))),
        " made its last crossing in ",
        Gap(DateQuestion(answers=(Date(2021, 3),))),
        ".",
    )
)
ASKED: dict[str, tuple[str, Content]] = {
    "multiple_answer": ("Which of these countries have a coast?", COASTAL),
    "matching": ("Who held which post in Varn?", POSTS),
    "ordering": ("Put these events of Varn in order, the earliest first.", RIVER),
    "categorise": ("Where does each of these stand?", PLACES),
    "cloze": ("Fill in the gaps.", FERRY),
}
PARTS = {"matching": 3, "categorise": 3, "cloze": 2}
NOT_STUDIED = {"ordering"}


@dataclass(frozen=True)
class Asked:
    """A question and what it feeds."""

    version_id: int
    question_id: int
    target_ids: tuple[int, ...]


def types_bank(uid="kinds", **values) -> Bank:
    return making.bank(uid, name="The harbour of Varn", **values)


def ask(of: Bank, kind: str, content: Content | None = None) -> Asked:
    """A question of that type: several answers feed one target, parts one each, an order none."""
    prompt, usual = ASKED[kind]
    slots = {"multiple_answer": 1, **PARTS}.get(kind, 0)
    targets = [fact(of, f"{kind}-{number}")[0] for number in range(1, slots + 1)]
    made = question(of, kind, prompt, content or usual)
    if kind in PARTS:
        for number, target in enumerate(targets, start=1):
            add(
                QuestionPart(
                    question_id=made.question_id, number=1, position=number, target_id=target.id
                )
            )
            if number > 1:
                add(QuestionFact(question_id=made.question_id, fact_id=target.fact_id))
    elif targets:
        made.question.target_id = targets[0].id
    made.question.fact_id = targets[0].fact_id if targets else fact(of, kind)[0].fact_id
    db.session.commit()
    return Asked(made.id, made.question_id, tuple(target.id for target in targets))


def own_card(of: Bank, kind: str) -> Target:
    """A question of that type that no fact stands behind: it is its own card."""
    target = add(
        Target(
            uid=f"{of.uid}/{kind}#forward", bank_id=of.id, position=making.position_in(of),
        )
    )  # fmt: skip
    made = question(of, f"own-{kind}", *ASKED[kind])
    made.question.target_id, made.question.card_form = target.id, "typed"
    db.session.commit()
    return target


def question(of: Bank, name: str, prompt: str, content: Content) -> QuestionVersion:
    asked = add(Question(uid=f"{of.uid}-{name}", bank_id=of.id, generator=name, type=content.type))
    return add(
        QuestionVersion(
            question=asked, number=1, type=content.type, prompt=prompt,
            content=CONTENT.dump_python(content, mode="json"),
            explanation="The town’s own book says so.", content_hash=name, key_hash=name,
            created_at=NOW,
        )
    )  # fmt: skip
