"""The style guide as a client, and on a real server in a real Chromium."""

import pytest

from tests.chromium import Live, visits
from tests.web.guide import create_guide


@pytest.fixture(scope="session")
def guide():
    return create_guide()


@pytest.fixture
def client(guide):
    return guide.test_client()


@pytest.fixture
def server(guide):
    server = Live(guide)
    yield server
    server.stop()


@pytest.fixture
def visit(chromium, server):
    """Opens a page of the guide."""
    with visits(chromium, server.url) as open_page:

        def visit(path, *, width=1280, height=800, **options):
            return open_page(path, viewport={"width": width, "height": height}, **options)

        yield visit
