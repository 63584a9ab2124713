"""Cards and answers as pages show them: buttons, menu, words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from flask import url_for

from app.banks.queries import Note
from app.banks.queries.notes import fact_url
from app.core.questions import View, arrange, solution
from app.core.scheduling import Decision, Line, Rating, Why, seconds
from app.reviews.queries import ShownCard, WhyPage, first_card
from app.reviews.rows import DEFAULT_PRESET, Learner, calendar_of
from app.web.keys import new_key
from app.web.parts import MenuItem, RatingButton
from app.web.translate import gettext, ngettext
from app.web.visitor import STRANGER, Visitor
from app.web.words import day, in_days, interval, percent

CHOICES = ("single_choice", "true_false", "multiple_answer")
TWO, FOUR = (Rating.AGAIN, Rating.GOOD), tuple(Rating)
# The keys of Anki: remembering is also what Space and Enter say once the answer is shown.
KEYS_OF_TWO = {Rating.AGAIN: "1", Rating.GOOD: "2 3 space enter"}
KEYS_OF_FOUR = {
    Rating.AGAIN: "1",
    Rating.HARD: "2",
    Rating.GOOD: "3 space enter",
    Rating.EASY: "4",
}


@dataclass(frozen=True, slots=True)
class CardPage:
    """A card with all that its page needs. A typed card has its `view`; a self-rated one its back
    (`spans`, `note`) and its buttons."""

    url: str
    fields: Mapping[str, str | int]
    type: str
    prompt: str
    tag: str
    bank_name: str
    language: str
    menu: tuple[MenuItem, ...]
    keys: tuple[tuple[str, str], ...]
    view: View | None = None
    spans: tuple[tuple[str, bool], ...] = ()
    note: Note | None = None
    buttons: tuple[RatingButton, ...] = ()
    lapses: int = 0
    fact_url: str = ""


def card_page(card: ShownCard, learner: Learner, person: Visitor, now: datetime) -> CardPage:
    key = new_key(now)
    front = CardPage(
        url=url_for("reviews.answer", target_id=card.target_id),
        fields={"key": key, "version": card.version, "shown": card.question_version_id},
        type=card.content.type,
        prompt=card.prompt,
        tag=_tag(card),
        bank_name=card.note.bank_name,
        language=card.language,
        menu=_menu(card, person, now),
        keys=_keys(card, person),
    )
    if card.is_typed:
        # Shuffled anew each time it is asked, but not when the answer is to be mended.
        chance = Random(f"{learner.id} {card.target_id} {card.version}")
        return replace(front, view=arrange(card.content, chance))
    return replace(
        front,
        spans=tuple((span.text, span.marked) for span in solution(card.content).spans),
        note=card.note,
        buttons=_buttons(card, learner, now, key, four=person.four_buttons),
        lapses=card.card.lapses if card.card.is_leech else 0,
        fact_url=url_of_fact(card.note),
    )


def first_card_page(now: datetime) -> CardPage | None:
    """The card a stranger can answer at once; none while there is no public bank."""
    card = first_card()
    if card is None:
        return None
    return card_page(card, Learner(0, calendar_of("UTC", 4), DEFAULT_PRESET), STRANGER, now)


def url_of_fact(note: Note) -> str:
    """The page of the fact behind a note; "" for a question without one."""
    return fact_url(note.fact_uid) if note.fact_uid else ""


def interval_of(decision: Decision) -> str:
    """When the card comes again, as its button says: "in 10 minutes", "in 3 days"."""
    if decision.wait_s is not None:
        return interval(timedelta(seconds=decision.wait_s))
    return in_days(decision.spread.days if decision.spread else 0)


def interval_after(line: Line) -> str:
    """When the card comes again after an answer that is in the log."""
    if line.due_at is not None:
        return interval(timedelta(seconds=line.due_at - line.at // 1000))
    return in_days((line.due_on or line.day) - line.day)


def why_sentence(page: WhyPage, learner: Learner, now: datetime) -> str:
    """ "You remembered this 4 times; we expect 90 % on 12 March." """
    if page.figures is None:
        return gettext("You have not answered this yet.")
    times = _remembered(page.remembered)
    card, figures = page.card, page.figures
    if figures.retrievability_when_due is None or card.due_on is None:
        wait = timedelta(seconds=max(0, (card.due_at or 0) - seconds(now)))
        return gettext("%(times)s; it comes again %(when)s.", times=times, when=interval(wait))
    return gettext(
        "%(times)s; we expect %(share)s on %(day)s.",
        times=times,
        share=percent(figures.retrievability_when_due),
        day=day(learner.calendar.start_of(card.due_on)),
    )


def _remembered(times: int) -> str:
    if times == 0:
        return gettext("You have not remembered this yet")
    return ngettext("You remembered this once", "You remembered this %(num)d times", times)


def shift_sentence(figures: Why | None) -> str:
    """How far the day was moved from what the model asked for; "" where it was not."""
    if figures is None or not figures.shift_days:
        return ""
    days = abs(figures.shift_days)
    if figures.shift_days > 0:
        return ngettext(
            "It comes %(num)d day later than the model asks, so that busy days thin out.",
            "It comes %(num)d days later than the model asks, so that busy days thin out.",
            days,
        )
    return ngettext(
        "It comes %(num)d day earlier than the model asks, so that busy days thin out.",
        "It comes %(num)d days earlier than the model asks, so that busy days thin out.",
        days,
    )


def curve_sentence(figures: Why | None) -> str:
    """What the forgetting curve shows, in one sentence."""
    if figures is None:
        return ""
    return ngettext(
        "Your chance of recall falls to 90 %% within %(num)d day.",
        "Your chance of recall falls to 90 %% within %(num)d days.",
        max(1, round(figures.stability)),
    )


def _tag(card: ShownCard) -> str:
    if card.is_new:
        return gettext("New")
    return gettext("Relearning") if card.is_relearned else ""


def _buttons(
    card: ShownCard, learner: Learner, now: datetime, key: str, *, four: bool
) -> tuple[RatingButton, ...]:
    outcomes = card.outcomes(
        FOUR if four else TWO, learner=learner, now=now, key=bytes.fromhex(key)
    )
    words, keys = _words(card, four=four), KEYS_OF_FOUR if four else KEYS_OF_TWO
    return tuple(
        RatingButton(int(rating), words[rating], interval_of(decision), keys[rating])
        for rating, decision in outcomes.items()
    )


def _words(card: ShownCard, *, four: bool) -> Mapping[Rating, str]:
    if four:
        return {
            Rating.AGAIN: gettext("Again"),
            Rating.HARD: gettext("Hard"),
            Rating.GOOD: gettext("Good"),
            Rating.EASY: gettext("Easy"),
        }
    if card.is_new:
        return {Rating.AGAIN: gettext("Didn’t know"), Rating.GOOD: gettext("Knew it")}
    return {Rating.AGAIN: gettext("Forgot"), Rating.GOOD: gettext("Remembered")}


def card_menu(
    target_id: int, note: Note, now: datetime, *, has_history: bool, tells_fact: bool
) -> tuple[MenuItem, ...]:
    """“More about this card”. `tells_fact` false where the name of the fact may tell the answer."""
    bury, suspend = ({"key": new_key(now)} for _ in range(2))
    back = url_for("reviews.study")
    items = (
        MenuItem(
            gettext("Bury until tomorrow"),
            url_for("reviews.bury", target_id=target_id),
            keys="-",
            fields=bury,
        ),
        MenuItem(
            gettext("Suspend"),
            url_for("reviews.suspend", target_id=target_id),
            keys="@",
            fields=suspend,
        ),
        has_history
        and MenuItem(
            gettext("Why this interval"), url_for("reviews.why", target_id=target_id), keys="i"
        ),
        tells_fact and note.fact_uid and MenuItem(gettext("Open the fact"), url_of_fact(note)),
        MenuItem(
            gettext("Report a mistake"),
            url_for("banks.report", question_uid=note.question_uid, next=back),
            keys="!",
        ),
    )
    return tuple(item for item in items if isinstance(item, MenuItem))


def _menu(card: ShownCard, person: Visitor, now: datetime) -> tuple[MenuItem, ...]:
    if person.is_stranger:
        return ()
    return card_menu(
        card.target_id,
        card.note,
        now,
        has_history=not card.is_new,
        tells_fact=not card.is_typed,
    )


def _keys(card: ShownCard, person: Visitor) -> tuple[tuple[str, str], ...]:
    """The list of keys at the foot of the page: those that do something on it. Where an answer is
    typed, letters are its own."""
    if card.is_typed:
        chooses = card.content.type in CHOICES
        answering = [("1 – 9", gettext("Choose"))] if chooses else []
        answering += [("Enter", gettext("Check"))]
    else:
        words = _words(card, four=person.four_buttons)
        answering = [("Space Enter", gettext("Show answer")), ("1", words[Rating.AGAIN])]
        if person.four_buttons:
            answering += [("2", words[Rating.HARD]), ("3 Space Enter", words[Rating.GOOD])]
            answering += [("4", words[Rating.EASY])]
        else:
            answering += [("2 3 Space Enter", words[Rating.GOOD])]
    if person.is_stranger:
        return tuple(answering)
    return (
        *answering,
        ("Ctrl+Z" if card.is_typed else "U Z", gettext("Undo")),
        ("-", gettext("Bury until tomorrow")),
        ("@", gettext("Suspend")),
        *([] if card.is_typed else [("I", gettext("Why this interval"))]),
        ("!", gettext("Report a mistake")),
    )
