"""Limits are the business of one module; an app built elsewhere may have switched them on."""

import pytest

from app.web.limits import limiter


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch):
    monkeypatch.setattr(limiter, "enabled", False)
