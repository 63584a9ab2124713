"""A person opens pages of the live server, signed in or not."""

import pytest

from tests.chromium import visits


@pytest.fixture
def visit(chromium, live):
    # A passkey belongs to a name, never to a number.
    with visits(chromium, live.url.replace("127.0.0.1", "localhost")) as open_page:

        def visit(path, user=None, **options):
            cookies = [cookie_of(live.app, user)] if user else []
            return open_page(path, cookies=cookies, **{"reduced_motion": "reduce", **options})

        yield visit


def cookie_of(app, user) -> dict:
    who = {"guest" if user.is_guest else "_user_id": user.fs_uniquifier}
    signer = app.session_interface.get_signing_serializer(app)
    return {
        "name": app.config["SESSION_COOKIE_NAME"],
        "value": signer.dumps({**who, "_fresh": True}),
        "domain": "localhost",
        "path": "/",
    }
