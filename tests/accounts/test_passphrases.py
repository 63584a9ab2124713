"""Which passphrases are refused, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.accounts.passphrases import SHORTEST, Weakness, normalised, weakness
from app.web.passphrases import suggest

OWN = ("awa.diarra@example.org", "Awa Diarra")


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [
        ("fourteen chars", Weakness.TOO_SHORT),
        ("x1y2z3 " * 200, Weakness.TOO_LONG),
        ("passwordpassword1", Weakness.COMMON),
        ("P@ssw0rd-12345678", Weakness.COMMON),
        ("correct horse battery staple", Weakness.COMMON),
        ("I love you forever!", Weakness.COMMON),
        ("qwertyuiopasdfgh", Weakness.COMMON),
        ("1q2w3e4r5t6y7u8i", Weakness.COMMON),
        ("123456789012345", Weakness.COMMON),
        ("zyxwvutsrqponmlk", Weakness.COMMON),
        ("aaaaaaaaaaaaaaaa", Weakness.REPEATS),
        ("ababababcabababab", Weakness.REPEATS),
        ("sleepysleepysleepy", Weakness.REPEATS),
        ("awa.diarra@example.org", Weakness.PERSONAL),
        ("Awa Diarra 2026!!", Weakness.PERSONAL),
        ("factdeck-factdeck-1", Weakness.PERSONAL),
    ],
)
def test_what_a_guesser_tries_first_is_refused(passphrase, why):
    assert weakness(passphrase, OWN) is why


@pytest.mark.parametrize(
    "passphrase",
    [
        "four sleepy camels drank",
        "je mange du riz au gras",
        "Gurigusu ka sira kan bi",
        "今天天气很好我们去公园散步吧好不好",
        "h7$Kq2!vX9pLm4&z",
        "factdeck is where I read",
    ],
)
def test_a_few_words_are_fine(passphrase):
    assert weakness(passphrase, OWN) is None


@given(st.text())
def test_any_text_gets_an_answer(passphrase):
    found = weakness(passphrase, OWN)
    assert (found is Weakness.TOO_SHORT) == (len(passphrase) < SHORTEST)


def test_a_suggested_passphrase_is_accepted():
    assert all(weakness(suggest()) is None for _ in range(200))


def test_two_keyboards_write_one_passphrase():
    assert normalised("cafe\u0301 cafe\u0301") == normalised("café café")
