"""What each generator makes of a fact, in words."""

from app.core.generation import build, fingerprint, lint, statement
from app.core.questions import Cloze, Flashcard, Gap
from app.core.values import Date
from tests.core.generation.banks import (
    ASCENT,
    FACTS,
    HEIGHT,
    SECOND_VIEW,
    VIEW,
    changed,
    fact,
    question_of,
    questions_of,
    source,
    texts,
)


def words(question):
    """A cloze's sentence with its gap, or a flashcard's back with the marked value in stars."""
    content = question.content
    if isinstance(content, Cloze):
        return "".join("____" if isinstance(part, Gap) else part for part in content.parts)
    assert isinstance(content, Flashcard)
    return "".join(f"*{span.text}*" if span.marked else span.text for span in content.back)


def gap(question):
    (found,) = (part for part in question.content.parts if isinstance(part, Gap))
    return found.content


def test_a_flashcard_marks_the_asked_value_in_the_facts_own_sentence():
    card = question_of(source(), "everest-height", "flashcard_forward", "height")
    assert card.content.answer == "About 8\u202f849 m"
    assert words(card) == "Mount Everest rises *about 8\u202f849 m* above the sea."
    assert card.target == "peaks/everest-height#height#forward"


def test_every_question_carries_its_source():
    question = question_of(source(), "everest-height", "flashcard_forward", "height")
    assert [(each.article, each.paragraph) for each in question.citations] == [("peaks", 3)]
    assert question.fact == "peaks/everest-height"
    assert question.as_of == "2020-12"
    assert question.explanation == "Mount Everest rises about 8\u202f849 m above the sea."


def test_a_list_is_asked_as_a_whole_and_for_one_member():
    bank = source()
    whole = question_of(bank, "first-ascent", "flashcard_forward", "who")
    assert whole.content.answer == "Edmund Hillary and Tenzing Norgay"
    one = question_of(bank, "first-ascent", "single_choice", "who")
    assert one.prompt == ASCENT["ask_one"]["who"]
    keys = [choice.text for choice in one.content.choices if choice.is_right]
    assert keys in (["Edmund Hillary"], ["Tenzing Norgay"])
    assert not {"Edmund Hillary", "Tenzing Norgay"} <= set(texts(one))


def test_a_list_that_cannot_be_typed_makes_no_typed_question():
    assert not questions_of(source(), "first-ascent", "short_answer", "who")
    assert not questions_of(source(), "first-ascent", "cloze", "who")


def test_each_wrong_choice_has_the_reason_it_is_wrong():
    choice = question_of(source(), "everest-height", "single_choice", "what")
    whys = {each.text: each.why for each in choice.content.choices}
    assert len(whys) == 4
    assert whys.get("K2", "K2 is the second highest.") == "K2 is the second highest."
    date = question_of(source(), "first-ascent", "single_choice", "when")
    reasons = [each.why for each in date.content.choices if not each.is_right]
    assert all(" belongs to another fact: The top of" in each for each in reasons)


def test_choices_of_numbers_leave_out_what_the_question_says():
    more = [
        fact(f"f{n}", f"Peak {n} rises {{h:number={n}|about|m}} above the sea.")
        for n in (7000, 7500, 8000)
    ]
    bank = source(HEIGHT, *more)
    assert "8\u202f849 m" in texts(question_of(bank, "everest-height", "single_choice", "height"))
    bare = changed(HEIGHT, ask={"height": "How high does Mount Everest rise above the sea?"})
    bank = source(bare, *more)
    assert "About 8\u202f849 m" in texts(
        question_of(bank, "everest-height", "single_choice", "height")
    )


def test_a_claim_names_its_speaker_and_asks_for_him():
    bank = source()
    card = question_of(bank, "hunt-weather", "flashcard_forward", "what")
    assert words(card) == "The ascent of Everest hung on *the weather*, according to John Hunt."
    who = question_of(bank, "messner-air", "who_said_it")
    assert who.prompt == "Who makes this point? Bottled air makes a high peak lower."
    assert set(texts(who)) == {"Reinhold Messner", "John Hunt", "Edmund Hillary"}
    assert who.target == "peaks/messner-air#speaker#forward"
    assert question_of(bank, "messner-air", "flashcard_forward").target == who.target


def test_a_claim_that_names_its_speaker_itself_is_not_attributed_twice():
    said = changed(
        SECOND_VIEW, text="Reinhold Messner holds that bottled air makes a high peak lower."
    )
    bank = source(said)
    assert statement(bank, bank.facts[0]).endswith("a high peak lower.")
    assert not questions_of(bank, "messner-air")


def test_the_authors_question_for_the_speaker_is_taken():
    asked = changed(SECOND_VIEW, ask={"speaker": "Which climber dislikes bottled air?"})
    bank = source(asked, *FACTS[2:3], FACTS[4])
    assert question_of(bank, "messner-air", "who_said_it").prompt.startswith("Which climber")


def test_a_gap_keeps_bound_unit_and_article_outside():
    height = question_of(source(changed(HEIGHT, skip=["cloze:what"])), "everest-height", "cloze")
    assert words(height) == "Mount Everest rises about ____ m above the sea."
    assert gap(height).answers[0].number.text == "8\u202f849"
    club = fact(
        "club", "{who:@club} was founded in London in {when:date=1857}.", ask={"who": "Which club?"}
    )
    assert (
        words(question_of(source(club), "club", "cloze"))
        == "The ____ was founded in London in 1857."
    )
    what = {"what": "What is it, in one word?"}
    word = fact("word", "It is an {what:text=easy} way to the top.", ask=what)
    assert words(question_of(source(word), "word", "cloze")) == "It is a(n) ____ way to the top."


def test_an_entity_in_other_words_leaves_no_gap():
    other = fact("o", "{m:@everest|The mountain} is high.", ask={"m": "Which peak is so high?"})
    assert not questions_of(source(other), "o", "cloze")
    assert "the mountain" in [
        answer.text.casefold()
        for answer in question_of(source(other), "o", "short_answer").content.answers
    ]


def test_typed_names_accept_every_spelling_but_the_one_in_the_question():
    typed = question_of(source(), "everest-height", "short_answer", "what")
    assert [each.text for each in typed.content.answers] == ["Mount Everest", "Everest"]
    known = changed(HEIGHT, ask={"what": "What is the full name of Everest, in English?"})
    typed = question_of(source(known), "everest-height", "short_answer", "what")
    assert [each.text for each in typed.content.answers] == ["Mount Everest"]


def test_a_slip_never_turns_one_known_name_into_another():
    twins = [
        {"id": "hunt", "kind": "person", "name": "John Hunt"},
        {"id": "hurt", "kind": "person", "name": "John Hurt"},
        {"id": "far", "kind": "person", "name": "Maximiliane Oberhofer"},
    ]
    led = fact("led", "{who:@hunt} led the party.", ask={"who": "Who led the party of 1953?"})
    typed = question_of(source(led, entities=twins), "led", "short_answer")
    assert typed.content.others == ("John Hurt",)


def test_free_words_are_typed_only_if_few_or_if_spellings_are_given():
    long = changed(VIEW, text="The ascent of Everest hung on {what:text=a spell of weather}.")
    assert not questions_of(source(long), "hunt-weather", "short_answer", "what")
    helped = changed(long, accept={"what": ["the weather"]})
    assert questions_of(source(helped), "hunt-weather", "short_answer", "what")


def test_a_comma_that_belongs_to_the_sentence_stays_there():
    ask = {"what": "What do climbers want most of all?"}
    comma = fact("c", "Climbers want {what:text=luck, or time,} for a peak.", ask=ask)
    bank = source(changed(comma, accept={"what": ["luck"]}))
    assert question_of(bank, "c", "flashcard_forward").content.answer == "Luck, or time"
    assert words(question_of(bank, "c", "cloze")) == "Climbers want ____, for a peak."


def test_about_is_met_within_a_twentieth_and_a_tolerance_of_its_own_exactly():
    about = question_of(source(), "everest-height", "numerical").content.answers[0]
    assert (about.tolerance.kind, str(about.tolerance.amount)) == ("relative", "0.05")
    own = changed(HEIGHT, tolerance={"height": 10})
    strict = question_of(source(own), "everest-height", "numerical").content.answers[0]
    assert (strict.tolerance.kind, str(strict.tolerance.amount)) == ("nominal", "10")


def test_an_inferred_year_is_left_out_of_sentences_and_choices_and_said_on_the_card():
    inferred = changed(
        ASCENT, text=ASCENT["text"].replace("1953-05-29", "1953-05-29|year inferred")
    )
    bank = source(inferred, *FACTS[5:])
    card = question_of(bank, "first-ascent", "flashcard_forward", "when")
    assert card.content.answer == "29 May (1953 is worked out, not printed)"
    choice = question_of(bank, "first-ascent", "single_choice", "when")
    assert set(texts(choice)) == {"29 May", "31 July", "25 May", "18 May"}
    typed = question_of(bank, "first-ascent", "date")
    assert typed.content.answers == (Date(1953, 5, 29, year_inferred=True),)


def test_the_reverse_gives_the_slot_and_asks_for_the_other():
    name = fact(
        "gts",
        "{short:text=GTS} stands for {long:text=Great Trigonometrical Survey}.",
        ask={"long": "What does GTS stand for, in the story of the peaks?"},
        reverse={"long": "Which acronym is short for Great Trigonometrical Survey?"},
    )
    card = question_of(source(name), "gts", "flashcard_reverse")
    assert (card.content.answer, card.target) == ("GTS", "peaks/gts#long#reverse")


def test_what_is_also_true_counts_when_typed():
    also = changed(HEIGHT, also_true={"height": ["8848"], "what": ["@k2"]})
    bank = source(also)
    numbers = question_of(bank, "everest-height", "numerical").content.answers
    assert [str(each.number.value) for each in numbers] == ["8849", "8848"]
    names = question_of(bank, "everest-height", "short_answer").content.answers
    assert "K2" in [each.text for each in names]


def test_generators_can_be_skipped_for_a_fact_or_one_slot():
    skipped = changed(HEIGHT, skip=["cloze", "short_answer:what", "true_false"])
    made = {(q.generator, q.slot) for q in questions_of(source(skipped), "everest-height")}
    assert not {"cloze", "true_false", "short_answer"} & {generator for generator, _ in made}
    assert ("numerical", "height") in made


def test_every_target_has_one_card_to_study():
    questions = build(source()).questions
    cards = [q.target for q in questions if q.type == "flashcard"]
    assert len(cards) == len(set(cards))
    assert {target for q in questions for target in q.targets} == set(cards)


def test_who_makes_a_claim_is_marked_where_the_sentence_names_them():
    claim = fact("fee", "Mayor Edmund Hillary holds that the fee is fair.",
                 ask={"speaker": "Who holds that the fee for the climb is fair?"},
                 truth="attributed", speaker="hillary", kind="attribution")  # fmt: skip
    card = question_of(source(claim), "fee", "flashcard_forward", "speaker")
    assert [span.text for span in card.content.back if span.marked] == ["Edmund Hillary"]


def test_who_makes_a_claim_is_asked_for_once_where_a_slot_holds_them():
    claim = fact("fee", "Mayor {who:@hillary} holds that the fee is fair.",
                 ask={"who": "Who holds that the fee for the climb is fair?",
                      "speaker": "Whose word is it that the fee for the climb is fair?"},
                 truth="attributed", speaker="hillary", kind="attribution")  # fmt: skip
    made = source(claim)
    assert not questions_of(made, "fee", "flashcard_forward", "speaker")
    assert question_of(made, "fee", "flashcard_forward", "who")
    assert "unattributed" not in {
        each.code for each in lint(made, build(made), fingerprint("", {}))
    }
