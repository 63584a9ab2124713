"""What a page weighs on the wire when nothing is cached, as a real Chromium counts it."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

from tests.chromium import CHROMIUM
from tests.server import Server
from tests.world import world

PAGES = {
    "home": "/",
    "banks": "/banks",
    "bank": "/banks/mali-minusma",
    "quiz set-up": "/quiz",
    "register": "/register",
}


def measure() -> Iterator[dict]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        world(Path(folder), 0)
        server = Server(Path(folder)).start()
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=CHROMIUM
        )
        for name, path in PAGES.items():
            context = chromium.new_context()
            yield {"what": name, **_weigh(context, f"http://127.0.0.1:{server.port}{path}")}
            context.close()
        chromium.close()
        server.stop()


def _weigh(context: BrowserContext, url: str) -> dict:
    page = context.new_page()
    sizes: dict[str, int] = {}

    def count(request) -> None:
        kind = request.resource_type
        measured = request.sizes()
        wire = measured["responseBodySize"] + measured["responseHeadersSize"]
        sizes[kind] = sizes.get(kind, 0) + wire
        sizes["requests"] = sizes.get("requests", 0) + 1

    page.on("requestfinished", count)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    requests = sizes.pop("requests")
    return {"requests": requests, "bytes": sum(sizes.values()), "by_kind": sizes}
