import pytest

from app.core.grading import Verdict
from app.core.questions import (
    AcceptedNumber,
    AcceptedText,
    BadAnswer,
    DateQuestion,
    Numerical,
    ShortAnswer,
    Unit,
    arrange,
    check,
    grade,
    parse,
    solution,
)
from app.core.values import Date, Number
from tests.core.questions.contents import HEIGHT, LAKE, LANDING


def answered(content, words, unit=""):
    return grade(content, parse(content, {"answer": [words], "unit": [unit]}))


def refusal(content, words):
    with pytest.raises(BadAnswer) as caught:
        parse(content, {"answer": [words]})
    return str(caught.value)


class TestShortAnswer:
    @pytest.mark.parametrize(
        ("words", "verdict"),
        [
            ("lake victoria", Verdict.RIGHT),
            ("the Lake Victoria", Verdict.RIGHT),
            ("Lake Victora", Verdict.RIGHT_BUT_SPELLING),
            ("nalubale", Verdict.RIGHT_BUT_SPELLING),
            ("Lake Albert", Verdict.WRONG),
            ("Victoria Falls", Verdict.WRONG),
        ],
    )
    def test_slips_are_forgiven_and_said_but_never_substance(self, words, verdict):
        assert answered(LAKE, words).verdict is verdict

    def test_the_first_answer_that_matches_decides(self):
        content = ShortAnswer(
            (AcceptedText("Lake *", 0.5, "Which lake?"), AcceptedText("Lake Victoria"))
        )

        assert answered(content, "Lake Victoria").fraction == 0.5
        assert answered(content, "Lake Chad").feedback == "Which lake?"

    def test_an_exact_match_comes_before_a_slip_of_an_earlier_answer(self):
        content = ShortAnswer((AcceptedText("Guinea"), AcceptedText("Guinee", 0.5)))

        assert answered(content, "guinee").fraction == 0.5

    def test_slips_and_case_count_where_the_question_says_so(self):
        strict = ShortAnswer((AcceptedText("Timbuktu"),), forgive_slips=False)
        cased = ShortAnswer((AcceptedText("Timbuktu"),), match_case=True)

        assert answered(strict, "Timbuctu").verdict is Verdict.WRONG
        assert answered(strict, "timbuktu").verdict is Verdict.RIGHT
        assert answered(cased, "timbuktu").verdict is Verdict.WRONG

    def test_the_solution_shows_the_best_answer_without_its_star(self):
        assert solution(ShortAnswer((AcceptedText("Lake", 0.5), AcceptedText("Chad*")))).text == (
            "Chad"
        )

    def test_unseen_characters_are_taken_out(self):
        assert parse(LAKE, {"answer": [" Lake\u200b\x00\nVictoria\ud800"]}) == "Lake Victoria"

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (ShortAnswer((AcceptedText("Chad", 0.5),)), "No answer is fully right."),
            (ShortAnswer((AcceptedText("Chad"), AcceptedText("*", 0.2))), "accepts anything"),
            (ShortAnswer((AcceptedText("Chad"),), others=("chad",)), "“chad” is both right"),
        ],
    )
    def test_answers_that_cannot_be_graded_fairly_are_named(self, content, message):
        problems = [problem.message % problem.params for problem in check(content)]

        assert any(message in problem for problem in problems)


class TestNumerical:
    @pytest.mark.parametrize("words", ["500", "at least 500", "more than 500", "500 people"])
    def test_the_figure_of_a_bound_is_right_with_or_without_it(self, words):
        content = Numerical((AcceptedNumber(Number.parse("500|at least|people")),))

        assert answered(content, words).verdict is Verdict.RIGHT

    @pytest.mark.parametrize("words", ["501", "499", "at most 500", "fewer than 500"])
    def test_another_figure_or_the_opposite_bound_is_wrong(self, words):
        content = Numerical((AcceptedNumber(Number.parse("500|at least|people")),))

        assert answered(content, words).verdict is Verdict.WRONG

    @pytest.mark.parametrize(
        ("words", "is_right"), [("8849", True), ("8,859 metres", True), ("8838", False)]
    )
    def test_what_is_near_enough_is_right(self, words, is_right):
        assert answered(HEIGHT, words).is_right is is_right

    def test_what_was_read_is_said_when_it_was_not_typed_so(self):
        assert answered(HEIGHT, "8,850").read_as == "8\u202f850"
        assert answered(HEIGHT, "8.85 thousand m").read_as == "8\u202f850 m"
        assert answered(HEIGHT, "8850").read_as == ""

    def test_units_are_converted(self):
        content = Numerical(HEIGHT.answers, (Unit("m"), Unit("km", 1000)))

        assert arrange(content, None).units == ("m", "km")
        assert answered(content, "8.849", unit="km").is_right
        assert answered(content, "8.849 km", unit="m").is_right
        assert not answered(content, "8.849", unit="m").is_right

    def test_what_cannot_be_read_is_never_graded(self):
        assert refusal(HEIGHT, "very high") == "Enter a number, such as 3.5."
        assert refusal(HEIGHT, "8849 feet") == "Enter a number in this unit: m."
        bare = Numerical((AcceptedNumber(Number.parse("7")),))
        assert refusal(bare, "7 dwarfs") == "Enter only a number, such as 3.5."

    def test_the_solution_keeps_bound_and_unit(self):
        assert solution(HEIGHT).text == "about 8\u202f849 m"

    def test_units_that_do_not_fit_are_named(self):
        mixed = Numerical(
            (AcceptedNumber(Number.parse("1||m")), AcceptedNumber(Number.parse("1||km"))),
            (Unit("km", 1000),),
        )

        assert [problem.where for problem in check(mixed)] == ["answers", "units"]


class TestDate:
    @pytest.mark.parametrize(
        ("words", "verdict", "read_as"),
        [
            ("20 July 1969", Verdict.RIGHT, ""),
            ("1969-07-20", Verdict.RIGHT, "20 July 1969"),
            ("21/7/1969", Verdict.WRONG, "21 July 1969"),
        ],
    )
    def test_a_date_is_graded_and_read_back(self, words, verdict, read_as):
        grade = answered(LANDING, words)

        assert (grade.verdict, grade.read_as) == (verdict, read_as)

    @pytest.mark.parametrize(
        ("notation", "hint"),
        [
            ("1969", "a year"),
            ("1969-07", "month and year"),
            ("--07", "a month"),
            ("1969-07-20", "day, month and year"),
            ("1969-07-20|year inferred", "day and month"),
        ],
    )
    def test_the_hint_says_only_the_form_of_the_date(self, notation, hint):
        view = arrange(DateQuestion((Date.parse(notation),)), None)

        assert str(view.hint) == hint

    def test_an_inferred_year_may_be_left_out_but_not_be_wrong(self):
        content = DateQuestion((Date.parse("1969-07-20|year inferred"),))

        assert answered(content, "20 July").is_right
        assert answered(content, "20 July 1969").is_right
        assert not answered(content, "20 July 1968").is_right

    def test_a_date_that_says_too_little_or_two_things_is_asked_again(self):
        assert refusal(LANDING, "July 1969").startswith("Enter day, month and year")
        assert refusal(LANDING, "6/7/1969").startswith("Write the month as a word")

    def test_any_of_several_dates_is_right(self):
        content = DateQuestion((Date(1914), Date(1918)))

        assert answered(content, "1918").is_right
        assert check(content) == ()
        assert check(DateQuestion((Date(1914), Date(1918, 11)))) != ()
