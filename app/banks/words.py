"""What banks call things on a page."""

from app.web.translate import lazy_gettext

TYPES = {
    "single_choice": lazy_gettext("Single choice"),
    "multiple_answer": lazy_gettext("Several answers"),
    "true_false": lazy_gettext("True or false"),
    "short_answer": lazy_gettext("Short answer"),
    "numerical": lazy_gettext("Number"),
    "date": lazy_gettext("Date"),
    "cloze": lazy_gettext("Gaps"),
    "matching": lazy_gettext("Matching"),
    "ordering": lazy_gettext("Putting in order"),
    "categorise": lazy_gettext("Sorting into groups"),
    "flashcard": lazy_gettext("Flashcard"),
}
REASONS = {
    "wrong_answer": lazy_gettext("The answer is wrong"),
    "mine_should_count": lazy_gettext("My answer should count"),
    "unclear": lazy_gettext("Unclear"),
    "out_of_date": lazy_gettext("Out of date"),
    "other": lazy_gettext("Something else"),
}
OUTCOMES = {
    "mended": lazy_gettext("Mended"),
    "declined": lazy_gettext("Left as it is"),
}
STATES = {"open": lazy_gettext("Waiting for the keeper"), **OUTCOMES}


def type_words(name: str) -> str:
    """A type of question, as a page names it."""
    return TYPES.get(name, name)


def reason_words(name: str) -> str:
    return REASONS[name]


def state_words(name: str) -> str:
    """What came of a report."""
    return STATES[name]
