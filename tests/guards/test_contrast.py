"""Every pair of colours that meets on a page, recomputed from the token sheet by WCAG's formula."""

import re
from pathlib import Path

import pytest

SHEET = Path(__file__).parents[2] / "app" / "frontend" / "css" / "tokens.css"
TOKEN = re.compile(r"--([\w-]+): light-dark\((#[0-9A-Fa-f]{6}), (#[0-9A-Fa-f]{6})\)")
TOKENS = {name: pair for name, *pair in TOKEN.findall(SHEET.read_text(encoding="utf-8"))}
MODES = ("light", "dark")
SURFACES = ("ground", "sheet", "sunk")
SOFT = ("right-soft", "wrong-soft", "caution-soft")
TEXT, EDGE = 4.5, 3.0

# (in front, behind, least)
READ = [
    *(("text", behind, TEXT) for behind in (*SURFACES, *SOFT)),
    *(("muted", behind, TEXT) for behind in (*SURFACES, *SOFT)),
    *(("link", behind, TEXT) for behind in (*SURFACES, *SOFT)),
    *((word, behind, TEXT) for word in ("right", "wrong", "caution") for behind in SURFACES),
    *((word, f"{word}-soft", TEXT) for word in ("right", "wrong", "caution")),
    ("on-action", "action", TEXT),
    ("on-action", "action-hover", TEXT),
    ("on-marker", "marker", TEXT),
    ("sheet", "link", TEXT),
    *((line, behind, EDGE) for line in ("edge", "focus", "note") for behind in SURFACES),
    *(("edge", behind, EDGE) for behind in SOFT),
    *((f"series-{n}", "sheet", EDGE) for n in range(1, 5)),
    *((f"series-{n}", "ground", EDGE) for n in range(1, 5)),
]
# (in front, behind, the figure in light, the figure in dark), rounded as the design prints them
PROMISED = [
    ("text", "sunk", 13.2, 12.0),
    ("muted", "sunk", 5.6, 6.4),
    ("link", "sunk", 7.1, 8.0),
    ("edge", "sunk", 3.13, 3.73),
    ("on-action", "action", 13.9, 11.8),
    ("on-action", "action-hover", 10.6, 13.6),
    ("on-marker", "marker", 12.4, 7.8),
    ("right", "right-soft", 5.7, 7.6),
    ("text", "right-soft", 13.8, 11.6),
    ("text", "wrong-soft", 13.5, 12.5),
    ("text", "caution-soft", 14.0, 11.7),
    ("focus", "sunk", 7.1, 9.8),
]


def luminance(colour: str) -> float:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(front: str, behind: str, mode: str) -> float:
    shades = sorted(luminance(TOKENS[name][MODES.index(mode)]) for name in (front, behind))
    return (shades[1] + 0.05) / (shades[0] + 0.05)


def test_every_colour_has_a_light_and_a_dark_value():
    assert len(TOKENS) == 30
    loose = re.findall(r"#[0-9A-Fa-f]{3,6}\b", TOKEN.sub("", SHEET.read_text(encoding="utf-8")))
    assert loose == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("front", "behind", "least"), READ)
def test_what_is_read_stands_out_from_what_is_behind_it(front, behind, least, mode):
    assert contrast(front, behind, mode) >= least


@pytest.mark.parametrize(("front", "behind", "light", "dark"), PROMISED)
def test_the_figures_of_the_design_hold(front, behind, light, dark):
    assert contrast(front, behind, "light") >= light - 0.051
    assert contrast(front, behind, "dark") >= dark - 0.051


@pytest.mark.parametrize("mode", MODES)
def test_heat_grows_in_one_direction_of_lightness(mode):
    steps = [luminance(TOKENS[f"heat-{n}"][MODES.index(mode)]) for n in range(5)]
    assert steps == sorted(steps, reverse=mode == "light")


def test_no_other_sheet_names_a_colour():
    """A colour outside the tokens would escape this test. Shadows and paper are said apart."""
    folder = SHEET.parent
    for sheet in folder.rglob("*.css"):
        if sheet == SHEET:
            continue
        words = re.sub(r"@media print \{.*?\n\}\n", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        # A code that a machine reads is black on white, whatever the theme.
        words = words.replace("background: #fff;", "")
        assert not re.search(r"#[0-9A-Fa-f]{3,8}\b|hsl|oklch", words), sheet.name
        assert set(re.findall(r"rgb\([^)]*\)", words)) <= {
            "rgb(0 0 0 / 18%)",
            "rgb(0 0 0 / 24%)",
            "rgb(0 0 0 / 45%)",
        }, sheet.name
