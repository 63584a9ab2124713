import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.grading.text import is_same_in_substance, is_slip, matches, without_wildcards

words = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=20)


class TestPatterns:
    @pytest.mark.parametrize(
        ("answer", "pattern"),
        [
            ("  Timbuktu ", "Timbuktu"),
            ("timbuktu", "TIMBUKTU"),
            ("Lake Chad", "L*ad"),
            ("the river Niger", "*niger"),
            ("5 * 3", r"5 \* 3"),
            ("a*b and c", r"a\*b*"),
            ("L’Aïr", "L'Aïr"),
            ("Guinea   Bissau", "Guinea Bissau"),
            ("(a|b)+", "(a|b)+"),
        ],
    )
    def test_an_answer_matches_a_pattern_as_a_whole(self, answer, pattern):
        assert matches(answer, pattern)

    @pytest.mark.parametrize(
        ("answer", "pattern"),
        [
            ("Timbuktus", "Timbuktu"),
            ("aba", "ab*ba"),
            ("5 x 3", r"5 \* 3"),
            ("Kidal", "K.dal"),
            ("Segou", "Ségou"),
        ],
    )
    def test_an_answer_that_is_more_less_or_other_does_not(self, answer, pattern):
        assert not matches(answer, pattern)

    def test_case_counts_only_when_asked_for(self):
        assert matches("ph", "pH")
        assert not matches("ph", "pH", match_case=True)

    def test_accents_count_unless_told_otherwise(self):
        assert not matches("Segou", "Ségou")
        assert matches("Segou", "Ségou", match_accents=False)

    def test_an_accent_typed_in_two_strokes_is_the_same(self):
        assert matches(unicodedata.normalize("NFD", "Ségou"), unicodedata.normalize("NFC", "Ségou"))

    def test_many_stars_cost_no_time(self):
        started = time.process_time()

        assert not matches("a" * 2_000, "*a" * 500 + "b")
        assert time.process_time() - started < 5

    @given(words)
    def test_a_pattern_without_its_stars_is_an_answer_to_it(self, pattern):
        assert matches(without_wildcards(pattern), pattern)


class TestSubstance:
    @pytest.mark.parametrize(
        ("answer", "accepted"),
        [
            ("the Red Sea", "Red Sea"),
            ("a drought", "drought"),
            ("Red Sea", "The Red Sea"),
            ("Guinea Bissau", "Guinea-Bissau"),
            ("U.N.", "UN"),
            ("“Red Sea”", "red sea."),
        ],
    )
    def test_articles_hyphens_and_stops_make_no_difference(self, answer, accepted):
        assert is_same_in_substance(answer, accepted)

    @pytest.mark.parametrize(
        ("answer", "accepted"), [("3.5", "35"), ("-5", "5"), ("major", "A major"), (".", "?")]
    )
    def test_what_carries_meaning_does(self, answer, accepted):
        assert not is_same_in_substance(answer, accepted)


class TestSlips:
    @pytest.mark.parametrize(
        ("answer", "accepted"),
        [
            ("Nile", "Niel"),
            ("Timbuctu", "Timbuktu"),
            ("Timbuctou", "Timbuktu"),
            ("Lake Victora", "Lake Victoria"),
            ("Monut Kenya", "Mount Kenya"),
            ("Segou", "Ségou"),
            ("Redsea", "Red Sea"),
            ("sevenseas", "Seven Seas"),
            ("igeria", "Nigeria"),
            ("Ivory Cost", "Ivory Coast"),
        ],
    )
    def test_a_slip_of_the_hand_is_forgiven(self, answer, accepted):
        assert is_slip(answer, accepted)

    @pytest.mark.parametrize(
        ("answer", "accepted"),
        [
            ("Gae", "Gao"),
            ("Nlie", "Nilo"),
            ("Timbctou", "Timbuktu"),
            ("Lake Vctra Nyaza", "Lake Victoria Nyanza"),
            ("Kenya", "Mount Kenya"),
        ],
    )
    def test_more_than_a_slip_is_not(self, answer, accepted):
        assert not is_slip(answer, accepted)

    @pytest.mark.parametrize(
        ("answer", "accepted"),
        [
            ("Apollo 12", "Apollo 11"),
            ("1 000 001", "1 000 000"),
            ("seven billion", "seven million"),
            ("eighty", "eight"),
            ("4 June 1989", "4 July 1989"),
            ("Marsh 1917", "March 1917"),
            ("UNESCA", "UNESCO"),
            ("NATA treaty", "NATO treaty"),
            ("can enter", "can't enter"),
            ("unlawful", "lawful"),
            ("legal", "illegal"),
            ("possible", "impossible"),
            ("ever again", "never again"),
            ("noentry zon", "no entry zone"),
            ("southern front", "northern front"),
            ("decrease", "increase"),
            ("exported", "imported"),
            ("maternal line", "paternal line"),
        ],
    )
    def test_numbers_dates_acronyms_and_opposites_are_never_slips(self, answer, accepted):
        assert not is_slip(answer, accepted)

    def test_a_typo_that_spells_another_known_answer_is_that_answer(self):
        assert is_slip("Austrila", "Austria")
        assert not is_slip("Australia", "Austria", others=["Australia"])
        assert not is_slip("Gambie", "Zambie", others=["Gambie"])

    def test_a_typo_as_near_to_another_known_answer_is_not_forgiven(self):
        assert is_slip("Guinee", "Guinea")
        assert not is_slip("Irak", "Iran", others=["Iraq"])

    def test_the_accepted_answer_among_the_others_does_no_harm(self):
        assert is_slip("Timbuctu", "Timbuktu", others=["timbuktu"])

    @given(words, words, st.lists(words, max_size=3))
    def test_more_known_answers_never_forgive_more(self, answer, accepted, others):
        assert is_slip(answer, accepted) or not is_slip(answer, accepted, others=others)

    @given(st.integers(0, 10**9), st.integers(0, 10**9))
    def test_two_different_figures_are_never_a_slip(self, one, other):
        assert one == other or not is_slip(f"about {one}", f"about {other}")
