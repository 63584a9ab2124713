"""What a keeper decided holds as long as the question reads as it did."""

from dataclasses import replace

import pytest

from app.core.generation import BadEdit, Decision, Edits, Rewording, Verdict, build, edited
from app.core.generation.verdicts import judged
from tests.banks import town

RELEASE = town.release(town.source())
CHOICE = next(each for each in RELEASE.questions if each.type == "single_choice")
CARD = next(each for each in RELEASE.questions if each.type == "flashcard")


def verdict(question, decision, **more):
    return Verdict(question.uid, decision, question.content_hash, **more)


def wrong_of(question):
    return next(choice.text for choice in question.content.choices if not choice.is_right)


def test_what_nobody_judged_is_released():
    assert judged(CARD, None).released == CARD


def test_an_approval_counts_until_the_question_reads_otherwise():
    approval = verdict(CARD, Decision.APPROVED)
    assert judged(CARD, approval).is_approved
    otherwise = judged(CARD, replace(approval, content_hash="other"))
    assert (otherwise.is_approved, otherwise.is_outdated) == (False, True)
    assert otherwise.released == CARD


def test_a_rejection_counts_however_the_question_reads():
    rejection = replace(verdict(CARD, Decision.REJECTED), content_hash="other")
    assert judged(CARD, rejection).released is None
    assert judged(CARD, rejection).is_outdated


def test_an_edit_changes_words_and_never_the_answer():
    wrong = wrong_of(CHOICE)
    edits = Edits("Which then?", "Because.", (Rewording(wrong, "Elsewhere", "Not there."),))
    changed = edited(CHOICE, edits)
    assert (changed.prompt, changed.explanation) == ("Which then?", "Because.")
    assert changed.key_hash == CHOICE.key_hash
    assert changed.wrong == CHOICE.wrong
    texts = [choice.text for choice in changed.content.choices]
    assert "Elsewhere" in texts
    assert wrong not in texts
    right = [[c.text for c in each.content.choices if c.is_right] for each in (CHOICE, changed)]
    assert right[0] == right[1]


@pytest.mark.parametrize(
    ("question", "choices", "reason"),
    [
        (CARD, [Rewording("1623", "1624")], "no choices"),
        (CHOICE, [Rewording("nowhere", "x")], "changed meanwhile"),
        (CHOICE, [Rewording(CHOICE.content.choices[0].text, "same"),
                  Rewording(CHOICE.content.choices[1].text, "same")], "same|comes from the fact"),
    ],
)  # fmt: skip
def test_an_edit_that_does_not_fit_says_why(question, choices, reason):
    with pytest.raises(BadEdit, match=reason):
        edited(question, Edits(choices=tuple(choices)))


def test_an_edit_that_no_longer_fits_is_dropped_and_told():
    misfit = verdict(CHOICE, Decision.EDITED, edits=Edits(choices=(Rewording("nowhere", "x"),)))
    assert judged(CHOICE, misfit).released == CHOICE
    assert judged(CHOICE, misfit).is_outdated


def test_a_build_follows_the_verdicts_and_nothing_takes_the_place_of_what_is_left_out():
    rejection = (verdict(CHOICE, Decision.REJECTED),)
    built = build(town.source(), RELEASE, rejection)
    assert set(RELEASE.by_uid) - set(built.by_uid) == {CHOICE.uid}
    assert [each.uid for each in built.withheld] == [CHOICE.uid]
    assert build(town.source(), built, rejection) == built
    assert build(town.source(), built) == RELEASE
