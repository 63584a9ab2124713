"""The bundle: small, compressed, kept for ever, and complete."""

import gzip
import json
import re

import pytest

from app.web import assets
from tests.conftest import Page

NAMES = json.loads((assets.DIST / "manifest.json").read_text("utf-8"))
GZIP = {"Accept-Encoding": "gzip, br"}


def get(client, name, encoding="gzip, br"):
    """Read to the end, as a browser does."""
    return client.get(
        f"/static/dist/{NAMES[name]}", headers={"Accept-Encoding": encoding}, buffered=True
    )


def test_the_script_is_at_most_20_kb_on_the_wire(client):
    response = get(client, "app.js")
    assert len(response.data) <= 20_480
    assert response.headers["Content-Encoding"] == "gzip"
    assert response.content_type == "text/javascript; charset=utf-8"


def test_the_sheet_is_at_most_10_kb_on_the_wire(client):
    response = get(client, "app.css")
    assert len(response.data) <= 10_240
    assert response.content_type == "text/css; charset=utf-8"


def test_the_font_is_at_most_22_kb(client):
    response = get(client, "literata.woff2")
    assert len(response.data) <= 22_528
    assert response.content_type == "font/woff2"


@pytest.mark.parametrize("name", ["app.js", "app.css"])
def test_who_does_not_take_gzip_gets_the_same_file(client, name):
    plain, packed = get(client, name, "identity"), get(client, name)
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.data) == plain.data
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"


def test_a_bundled_file_is_kept_for_a_year(client):
    headers = get(client, "app.css").headers
    assert "immutable" in headers["Cache-Control"]
    assert "max-age=31536000" in headers["Cache-Control"]


def test_a_name_outside_the_bundle_is_not_there(client):
    assert client.get("/static/dist/app-00000000.js").status_code == 404


def test_a_first_page_costs_five_requests_and_at_most_64_kb(client):
    html = client.get("/stranger")
    page = html.text
    addresses = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    assert len(addresses) + 1 <= 5
    bodies = [client.get(address, headers=GZIP, buffered=True).data for address in addresses]
    assert len(html.data) + sum(map(len, bodies)) <= 64 * 1024


def test_nothing_is_loaded_from_elsewhere(client):
    sheet = (assets.DIST / NAMES["app.css"]).read_text("utf-8")
    assert all(url.startswith(("./", "data:")) for url in re.findall(r'url\("?([^")]+)', sheet))
    for path in ("/stranger", "/front", "/about"):
        page = Page(client.get(path).text)
        loaded = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="([^"]+)"', page.html)
        assert all(address.startswith("/static/") for address in loaded)


def test_the_licence_of_the_font_travels_with_it():
    assert (
        "SIL OPEN FONT LICENSE" in (assets.DIST / "literata-licence.txt").read_text("utf-8").upper()
    )


def test_a_missing_bundle_says_how_to_build_it(guide, tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "DIST", tmp_path)
    with guide.test_request_context("/"), pytest.raises(assets.FrontendNotBuilt, match="npm"):
        assets.asset("app.js")
