from hypothesis import given
from hypothesis import strategies as st

from app.core.grading.differences import Piece, differences


def test_what_is_too_much_and_what_was_missing_are_marked():
    marked = differences("2021", "2022")

    assert marked.given == (Piece("202"), Piece("1", "del"))
    assert marked.right == (Piece("202"), Piece("2", "ins"))


def test_case_is_no_difference():
    marked = differences("bamko", "Bamako")

    assert marked.given == (Piece("bamko"),)
    assert marked.right == (Piece("Bam"), Piece("a", "ins"), Piece("ko"))


def test_quite_other_words_are_marked_as_a_whole():
    marked = differences("Mopti", "Kidal")

    assert marked.given == (Piece("Mopti", "del"),)
    assert marked.right == (Piece("Kidal", "ins"),)


def test_nothing_given_has_nothing_to_mark():
    assert differences("", "Kidal").given == ()


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_pieces_make_up_both_texts(given_text, right):
    marked = differences(given_text, right)

    assert "".join(piece.text for piece in marked.given) == given_text
    assert "".join(piece.text for piece in marked.right) == right
    assert not any(piece.mark == "ins" for piece in marked.given)
    assert not any(piece.mark == "del" for piece in marked.right)
