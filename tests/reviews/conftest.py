"""A bank of peaks, someone who studies it, and their browser."""

import pytest
import time_machine

from tests.reviews.making import NOW, bank, studies


@pytest.fixture(autouse=True)
def morning():
    """It is the morning of 2 March 2026; the clock moves when a test moves it."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def peaks(app):
    return bank()


@pytest.fixture
def learner(make, peaks):
    user = make.user()
    studies(user, peaks)
    return user


@pytest.fixture
def signed_in(browser, learner):
    return browser.sign_in(learner)
