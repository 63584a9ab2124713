"""How many forms ask the same: a flashcard and at most two others for each slot of a fact."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from app.core.generation.bench.bench import CARDS
from app.core.generation.identity import rank, slot_of
from app.core.generation.release import ReleasedQuestion

PLACES = 2
# What suits a slot whenever it can be made; nobody guesses a figure that is typed.
_BEST = ("true_false", "multiple_answer", "who_said_it", "odd_one_out", "numerical", "date")
_GAPS, _CHOICE, _CLOZE, _TYPED = "several gaps", "single_choice", "cloze", "short_answer"


def within_budget(
    questions: Iterable[ReleasedQuestion], released: Collection[str]
) -> list[ReleasedQuestion]:
    """Of the questions of one fact those to keep: the released forms if they all are still made
    and fit, then the best.
    """
    made = list(questions)
    forms = [each for each in made if each.generator not in CARDS]
    old = [each for each in forms if each.uid in released]
    is_intact = len(old) == len(released) == len(_fitting(old))
    rest = sorted(
        forms, key=lambda each: (is_intact and each.uid not in released, _suitability(each))
    )
    chosen = {each.uid for each in _fitting(rest)}
    return [each for each in made if each.generator in CARDS or each.uid in chosen]


def _fitting(forms: Sequence[ReleasedQuestion]) -> list[ReleasedQuestion]:
    """Those that find a place in every slot they ask for, first come, first served."""
    taken: Counter[str] = Counter()
    kept = []
    for form in forms:
        slots = _slots(form)
        if all(taken[slot] < PLACES for slot in slots):
            taken.update(slots)
            kept.append(form)
    return kept


def _slots(form: ReleasedQuestion) -> Sequence[str]:
    return (form.slot,) if form.slot else tuple(map(slot_of, form.targets))


def _suitability(form: ReleasedQuestion) -> int:
    """After the best several gaps, then a choice, then a typed answer or a single gap: from fact
    to fact in turn, so that a bank is not one form over and over.
    """
    name = _GAPS if len(form.parts) > 1 else form.generator
    last = (_TYPED, _CLOZE) if rank(form.fact) % 2 else (_CLOZE, _TYPED)
    order = (*_BEST, _GAPS, _CHOICE, *last)
    return order.index(name) if name in order else len(order)
