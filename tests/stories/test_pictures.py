"""The picture in README is what the app shows; `--pictures` renews it."""

import struct
from pathlib import Path

import pytest
from sqlalchemy import select

from app.banks.models import Question, Target
from app.banks.shipped import apply_shipped
from app.db import db
from app.web import clock

PICTURE = Path(__file__).with_name("card.png")
FACT = "mali-minusma/minusma-deployed"


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_card_with_its_source_is_the_picture_of_readme(request, make, visit, tmp_path):
    apply_shipped(clock.now())
    db.session.commit()
    user = make.user("Awa")
    target = db.session.scalars(
        select(Target.id).join(Question).where(Target.uid.startswith(FACT)).order_by(Target.id)
    ).first()
    page = visit(
        "/banks/mali-minusma", user, viewport={"width": 1280, "height": 560}, color_scheme="light"
    )
    page.get_by_role("button", name="Study", exact=True).click()
    page.goto(f"/study?card={target}")
    page.locator("main").get_by_text("Show answer").click()
    page.mouse.move(0, 0)
    picture = PICTURE if request.config.getoption("--pictures") else tmp_path / "card.png"
    page.screenshot(path=picture)
    assert size_of(picture) == size_of(PICTURE)


def size_of(picture: Path) -> tuple[int, int]:
    """Width and height, from a PNG's first chunk."""
    return struct.unpack(">II", picture.read_bytes()[16:24])
