"""How many forms ask the same: a flashcard and at most two others for each slot of a fact."""

from collections import Counter
from collections.abc import Iterable, Sequence

from app.core.generation.identity import rank
from app.core.generation.release import ReleasedQuestion

PLACES = 2
CARDS = ("flashcard_forward", "flashcard_reverse")
# What suits a slot best whenever it can be made; the rest takes turns from fact to fact.
_FIRST = ("true_false", "multiple_answer", "who_said_it", "odd_one_out", "single_choice")
_TYPED = ("short_answer", "numerical", "date")


def within_budget(
    questions: Iterable[ReleasedQuestion], released: Iterable[str]
) -> list[ReleasedQuestion]:
    """Of the questions of one fact those to keep: the released ones if they fit, then the best."""
    made = list(questions)
    forms = [each for each in made if each.generator not in CARDS]
    uids = set(released)
    old = [each for each in forms if each.uid in uids]
    kept = _fitting(old)
    if len(kept) < len(old):
        # A release from before this rule holds too many to keep them all.
        kept = []
    rest = sorted((each for each in forms if each not in kept), key=_suitability)
    chosen = {each.uid for each in _fitting([*kept, *rest])}
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
    return form.targets or (form.slot,)


def _suitability(form: ReleasedQuestion) -> tuple[int, int]:
    """Several gaps are worth more than one; one gap and a typed answer take turns."""
    if form.generator in _FIRST:
        return 0, _FIRST.index(form.generator)
    if len(form.parts) > 1:
        return 1, 0
    comes_first = (rank(form.fact) % 2 == 0) == (form.generator in _TYPED)
    return (2 if comes_first else 3), 0
