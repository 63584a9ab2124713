"""Suggested passphrases."""

from app.web import passphrases


def test_a_suggestion_is_four_words_and_long_enough():
    for _ in range(200):
        phrase = passphrases.suggest()
        assert len(phrase) >= passphrases.SHORTEST
        assert len(phrase.split("-")) == passphrases.HOW_MANY


def test_there_are_enough_words_to_draw_from_and_none_twice():
    words = passphrases._words()
    assert len(words) >= 1200
    assert len(set(words)) == len(words)
    assert all(word.isalpha() and word.islower() for word in words)


def test_a_suggestion_is_never_kept(client):
    response = client.get("/passphrase")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.text != client.get("/passphrase").text
