import pytest


@pytest.fixture
def bank(make):
    return make.bank()


@pytest.fixture
def learner(make, browser):
    """Someone with an account, signed in to the browser."""
    user = make.user()
    browser.sign_in(user)
    return user
