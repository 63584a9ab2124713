"""A bank of peaks, someone who studies it, and their browser."""

import pytest

from tests.reviews.making import bank, studies


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
