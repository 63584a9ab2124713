"""One fact as a reader meets it."""

from flask import render_template

from app.banks import queries
from app.banks.views.blueprint import blueprint
from app.web.visitor import visitor


@blueprint.get("/banks/<bank_uid>/facts/<fact_id>")
def fact(bank_uid: str, fact_id: str) -> str:
    person = visitor()
    bank = queries.visible_bank(person, bank_uid)
    is_keeper = queries.keeps(person, bank.id)
    line = queries.fact_in(bank, person, fact_id, keeper=is_keeper)
    return render_template(
        "banks/fact.html",
        bank=bank,
        fact=line,
        source=queries.source_of(bank, line),
        others=queries.neighbours(bank, line),
        is_keeper=is_keeper,
    )
