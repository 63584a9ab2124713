"""A Monday morning, a bank of peaks, and someone who studies it."""

import pytest
import time_machine

from tests.reviews.making import NOW, bank, studies


@pytest.fixture(autouse=True)
def morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def peaks(app):
    return bank(name="High peaks")


@pytest.fixture
def learner(make, peaks):
    user = make.user()
    studies(user, peaks)
    return user


@pytest.fixture
def signed_in(browser, learner):
    return browser.sign_in(learner)
