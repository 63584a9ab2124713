"""Each rule is shown a question that breaks it; the example bank breaks none that stops."""

import pytest

from app.core.generation import Fingerprint, Severity, build, fingerprint, lint, lint_question
from app.core.questions import (
    AcceptedText,
    Choice,
    Citation,
    Flashcard,
    Question,
    ShortAnswer,
    SingleChoice,
    Span,
    TrueFalse,
)
from tests.core.generation.banks import (
    ENTITIES,
    FACTS,
    HEIGHT,
    OTHERS,
    SECOND_VIEW,
    VIEW,
    changed,
    fact,
    source,
)

NOTHING = Fingerprint("", ())
STEM = "Which mountain rises higher above the sea than any other?"


def found(*facts, article=NOTHING, entities=ENTITIES, **bank):
    made = source(*facts, entities=entities, **bank)
    return {each.code: each for each in lint(made, build(made), article)}


def question(prompt=STEM, *choices, content=None, **more):
    if content is None and choices:
        why = {"why": "It is so."}
        first, *others = choices
        wrong = (Choice.of(text, **why) for text in others)
        content = SingleChoice((Choice.of(first, right=True, **why), *wrong))
    return Question(
        uid="q",
        prompt=prompt,
        content=content or ShortAnswer((AcceptedText("Chomolungma"),)),
        **{"explanation": "It is so.", "citations": (Citation("a", 1),)} | more,
    )


def codes(asked):
    return {each.code for each in lint_question(asked)}


def test_the_example_bank_may_be_released():
    assert not [each for each in found().values() if each.is_error]


def test_a_finding_names_its_place_and_a_mend():
    bad = found(changed(HEIGHT, ask={"what": "Which mountain is Mount Everest, of all peaks?"}))
    assert bad["key-in-stem"].where == "peaks/everest-height what"
    assert bad["key-in-stem"].mend
    assert str(bad["key-in-stem"]).startswith("error key-in-stem: peaks/everest-height what:")


def test_a_hand_written_question_is_only_warned_about():
    found = lint_question(question("Is it K2?", content=ShortAnswer((AcceptedText("K2"),))))
    assert {each.severity for each in found} == {Severity.WARNING}
    assert "key-in-stem" in {each.code for each in found}


def test_a_good_question_has_no_finding():
    assert codes(question(STEM, "Mount Everest", "Kangchenjunga", "Lhotse Shar", "Makalu")) == set()


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ("key-in-stem", question("Which peak is called Chomolungma by its neighbours?")),
        ("stem-length", question("How high?")),
        ("stem-length", question("Which mountain " + "of the many " * 10 + "is the highest?")),
        ("negative-stem", question("Which mountain is not in the Himalaya at all?")),
        ("negative-stem", question("All but which are high, except the one sought?")),
        ("dangling", question("How many metres above the sea does it rise?")),
        ("dangling", question("It rises how many metres above the sea?")),
        ("undated", question("Which mountain is currently the highest of all?")),
        ("missing-explanation", question(explanation="")),
        ("missing-citation", question(citations=())),
        ("long-explanation", question(explanation="One thing. Another thing. A third thing.")),
        ("absolute", question("Climbers always take a tent along.", content=TrueFalse(False))),
        ("absolute", question(STEM, "Everest", "K2", "Lhotse", "Every other one")),
        ("one-key", question(content=SingleChoice((Choice.of("K2"), Choice.of("Lhotse"))))),
        ("duplicate-choices", question(STEM, "Everest", "K2", "k2.", "Lhotse")),
        ("overlapping-choices", question(STEM, "Everest", "K2", "Lhotse", "Lhotse Shar")),
        ("mixed-choices", question(STEM, "1953", "May 1953", "1955", "1956")),
        ("mixed-choices", question(STEM, "8 849", "8 611", "Very high", "8 586")),
        ("few-choices", question(STEM, "Everest", "K2")),
        ("all-or-none", question(STEM, "Everest", "K2", "Lhotse", "All of the above")),
        ("length-cue", question(STEM, "The one that the survey measured first", "K2", "Lhotse")),
        ("length-cue", question(STEM, "K2", "The one beyond the glacier", "The one in the north")),
        ("repeat-cue", question(STEM, "The sea mountain", "The peak", "The ridge", "The pass")),
        ("grammar-cue", question(STEM, "The peak", "Ridge", "Pass", "Glacier")),
        (
            "missing-explanation",
            question(content=SingleChoice((Choice.of("K2", right=True), Choice.of("Lhotse")))),
        ),
    ],
)
def test_a_rule_finds_what_it_is_for(code, asked):
    assert code in codes(asked)


def test_absolute_words_of_the_key_are_what_was_said():
    assert "absolute" not in codes(question(STEM, "None of them", "Few of them", "Half of them"))


def test_two_choices_may_not_name_one_entity():
    same = changed(HEIGHT, distractors={"what": ["@k2", {"text": "@everest", "why": "It is."}]})
    assert "duplicate-choices" in found(same)
    names = [{"text": name, "why": "No."} for name in ("Mount Everest", "Everest")]
    alias = changed(VIEW, distractors={"what": names})
    assert "alias-choices" in found(alias)


def test_choices_are_entities_of_one_kind():
    assert "mixed-choices" in found(changed(HEIGHT, distractors={"what": ["@k2", "@hunt"]}))


def test_a_claim_is_asked_with_its_speaker():
    bare = changed(VIEW, ask={"what": "On what did the ascent of Everest hang?"})
    assert "unattributed" in found(bare)
    assert "unattributed" not in found()


def test_a_bound_is_kept_in_the_question():
    ask = {"height": "How many metres above the sea does Mount Everest rise?"}
    assert "lost-bound" in found(changed(HEIGHT, ask=ask))
    roughly = {"height": "Roughly how many metres above the sea does Mount Everest rise?"}
    assert "lost-bound" not in found(changed(HEIGHT, ask=roughly))


def test_words_of_the_article_are_found_even_across_a_gap():
    article = fingerprint("Mount Everest rises about 8 849 m above the sea.", {3: "heights"})
    assert "copied" in found(HEIGHT, article=article)


def test_a_citation_leads_to_a_paragraph_with_a_label():
    article = fingerprint("One.\nTwo.\nThree.", {})
    assert "missing-citation" in found(changed(HEIGHT, cite=[]))
    assert "missing-citation" in found(changed(HEIGHT, cite=[{"paragraph": 4}]), article=article)
    assert "no-label" in found(HEIGHT, article=article, labels={})


def test_the_same_question_of_two_facts_is_noticed():
    twin = fact("twin", "{m:@k2} rises high.", ask={"m": HEIGHT["ask"]["what"]})
    assert "near-duplicate" in found(HEIGHT, twin)
    assert "near-duplicate" not in found(*OTHERS)


def test_a_fact_that_asks_nothing_is_noticed():
    assert "nothing-asked" in found(fact("mute", "{who:@k2} is high."))


def test_one_speaker_alone_is_noticed():
    claims = [
        changed(SECOND_VIEW, id=f"c{n}", text=f"Peak number {n} is the best.") for n in range(6)
    ]
    assert "one-voice" in found(*claims)
    assert "one-voice" not in found(*FACTS)


def test_each_finding_is_said_once_a_slot():
    bad = source(changed(HEIGHT, ask={"what": "Which mountain is Mount Everest, of all peaks?"}))
    said = [each for each in lint(bad, build(bad), NOTHING) if each.code == "key-in-stem"]
    assert len(said) == len({each.message for each in said})


def test_a_flashcards_back_is_read_too():
    article = fingerprint("one two three four five six seven eight nine", {})
    card = Flashcard((Span("One two three four five six seven eight."),), "One")
    runs = article.runs
    assert "copied" in {each.code for each in lint_question(question(content=card), runs)}
