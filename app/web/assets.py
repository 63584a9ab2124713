"""The bundled stylesheet, script and fonts, named by their content and sent compressed."""

import json
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Flask, Response, request, send_from_directory, url_for

DIST = Path(__file__).parent / "static" / "dist"
COMPRESSED = (".css", ".js")
A_DAY_S, A_YEAR_S = 86_400, 31_536_000

blueprint = Blueprint("assets", __name__)


class FrontendNotBuilt(RuntimeError):
    """The bundle is missing: the package was not installed, only unpacked."""


def init_app(app: Flask) -> None:
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = A_DAY_S
    app.register_blueprint(blueprint)
    app.add_template_global(asset)


def asset(name: str) -> str:
    """The address of a bundled file: "app.js", "app.css", "literata.woff2"."""
    return url_for("assets.bundled", name=_manifest()[name])


@blueprint.get("/static/dist/<name>")
def bundled(name: str) -> Response:
    """A file of the bundle. Its name changes with its content, so it may be kept for ever."""
    takes_gzip = request.accept_encodings.quality("gzip") > 0
    packed = f"{name}.gz" if name.endswith(COMPRESSED) and takes_gzip else ""
    response = send_from_directory(DIST, packed or name, max_age=A_YEAR_S)
    response.content_type = _content_type(name)
    response.cache_control.public = response.cache_control.immutable = True
    if packed:
        response.content_encoding = "gzip"
    if name.endswith(COMPRESSED):
        response.vary.add("Accept-Encoding")
    return response


def _content_type(name: str) -> str:
    return {
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".woff2": "font/woff2",
        ".txt": "text/plain; charset=utf-8",
    }.get(Path(name).suffix, "application/octet-stream")


def _manifest() -> dict[str, str]:
    path = DIST / "manifest.json"
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError as missing:
        raise FrontendNotBuilt(
            "app/web/static/dist is missing: run `npm ci && npm run build` in app/frontend, "
            "or install the package."
        ) from missing


@lru_cache(maxsize=1)
def _read(path: Path, _changed_at: int) -> dict[str, str]:
    """Read once a build: who changes a sheet sees it without starting the server anew."""
    names: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return names
