"""How many forms ask the same: a flashcard and at most two others for each slot of a fact."""

from collections import Counter
from collections.abc import Iterable, Sequence

from app.core.generation.identity import rank
from app.core.generation.release import ReleasedQuestion

PLACES = 2
CARDS = ("flashcard_forward", "flashcard_reverse")
# What suits a slot whenever it can be made; nobody guesses a figure that is typed.
_BEST = ("true_false", "multiple_answer", "who_said_it", "odd_one_out", "numerical", "date")
_CHOICE, _CLOZE, _TYPED = "single_choice", "cloze", "short_answer"


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


def _suitability(form: ReleasedQuestion) -> int:
    """After the best a choice, then several gaps, a typed answer or a single gap: from fact to
    fact in turn, so that a bank is not one form over and over.
    """
    if form.generator in _BEST:
        return _BEST.index(form.generator)
    is_even = rank(form.fact) % 2 == 0
    if form.generator == _CLOZE and len(form.parts) > 1:
        turn = 0 if is_even else 2
    else:
        turns = (_CHOICE, _CLOZE, _TYPED) if is_even else (_CHOICE, _TYPED, _CLOZE)
        turn = 1 + 2 * turns.index(form.generator)
    return len(_BEST) + turn
