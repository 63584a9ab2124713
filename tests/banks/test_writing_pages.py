"""The pages on which keepers write: who may, what is refused, what it costs."""

from io import BytesIO

import pytest

from app.banks.models import Bank, Draft, Verdict
from app.db import db

EDIT = "/banks/varn/facts/pier-length/edit"


@pytest.fixture
def keeper(make, browser):
    keeper = make.instructor()
    make.bank(owner_id=keeper.id)
    browser.sign_in(keeper)
    return keeper


def form_of(page, **changed):
    """What the page's form would send, with some of it changed."""
    boxes = {"csrf_token", "skip", "sensitive", "slots-0-safe", "slots-0-worked_out"}
    kept = {name: value for name, value in page.fields.items() if name not in boxes}
    return {"text": "The new pier is 312 m long.", "slots-0-kind": "number",
            "slots-0-bound": "exactly", "slots-0-ask": "How many metres long is the new pier?",
            "kind": "quantity", **kept, "truth": "reported",
            "importance": "2", **changed}  # fmt: skip


def test_a_fact_is_saved_as_a_draft_and_asked_at_once(keeper, browser):
    sent = form_of(browser.get(EDIT), step="save", **{"slots-0-value": "320"})
    page = browser.follow(browser.post(EDIT, sent))
    assert "Saved." in page.text
    assert "320" in page.text
    assert "Changed since the last release" in page.text
    assert "312" in browser.get("/banks/varn/facts/pier-length").text


def test_showing_questions_saves_nothing(keeper, browser):
    sent = form_of(browser.get(EDIT), step="show", **{"slots-0-value": "320"})
    response = browser.post(EDIT, sent, 200)
    assert "320" in response.text
    assert db.session.query(Draft).count() == 0


def test_an_unchanged_fact_is_no_draft(keeper, browser):
    page = browser.get("/banks/varn/facts/pier-length/edit")
    ask = "How many metres long is the new pier of Varn?"
    browser.post(EDIT, form_of(page, step="save", **{"slots-0-ask": ask}))
    assert db.session.query(Draft).count() == 0


def test_a_sentence_near_the_article_is_warned_of_as_it_is_written(make, keeper, browser):
    text = "An old place by the water, and who came there first."
    response = browser.post("/banks/varn/facts/new", form_of(browser.get(EDIT), text=text,
                            step="show", was="", version="0"), 200)  # fmt: skip
    assert "Too near to the article" in response.text
    assert "an old place by the water and who" in response.text.lower()


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("text", "", "Write the sentence."),
        ("text", "x" * 601, "Write 600 characters or fewer."),
        ("slots-0-name", "Long One", "Small letters, figures and _ only"),
        ("explain", "x" * 401, "Write 400 characters or fewer."),
        ("slots-0-wrong-0-why", "x" * 401, "Write 400 characters or fewer."),
    ],
)
def test_what_cannot_be_kept_is_sent_back_with_words(keeper, browser, field, typed, words):
    sent = form_of(browser.get(EDIT), step="save", **{field: typed})
    response = browser.post(EDIT, sent, 422)
    assert words in response.text
    assert typed[:50] in response.text


def test_a_removed_fact_can_be_kept_after_all(keeper, browser):
    assert "Remove this fact?" in browser.get("/banks/varn/facts/founded/removal").text
    browser.post("/banks/varn/facts/founded/removal")
    assert "to be removed" in browser.get("/banks/varn/release").text
    browser.post("/banks/varn/facts/founded/restoration")
    assert "Nothing was changed since release 1." in browser.get("/banks/varn/release").text


def test_a_release_says_what_it_would_change_and_does_it(keeper, browser):
    sent = form_of(browser.get(EDIT), step="save", **{"slots-0-value": "320"})
    browser.post(EDIT, sent)
    page = browser.get("/banks/varn/release")
    assert "right answers changed" in page.text
    assert "Leave out questions nobody has approved" in page.text
    assert "Balance" in page.text
    assert "Released" in browser.follow(browser.post("/banks/varn/release")).text
    assert "320" in browser.get("/banks/varn/facts/pier-length").text
    assert db.session.query(Bank).filter_by(uid="varn").one().release == 2


def test_an_error_stops_the_release_and_leads_to_its_fact(keeper, browser):
    sent = form_of(browser.get(EDIT), step="save", cite="")
    browser.post(EDIT, sent)
    page = browser.get("/banks/varn/release")
    assert "stops this release" in page.text or "stop this release" in page.text
    assert EDIT in page.links
    browser.post("/banks/varn/release", {}, 422)


def test_an_approved_question_is_no_longer_waiting(keeper, browser):
    waiting = browser.get("/banks/varn?view=questions&look=waiting&type=numerical")
    uids = [value for name, value in waiting.fields.items() if name == "question"]
    browser.post("/banks/varn/verdicts", {"question": uids, "decision": "approved"})
    assert db.session.query(Verdict).filter_by(decision="approved").count() == len(uids) == 1
    page = browser.get("/banks/varn?view=questions&look=approved")
    assert "approved" in page.text


def test_a_rejected_question_leaves_with_the_release(keeper, browser):
    page = browser.get("/banks/varn?view=questions&look=waiting&type=numerical")
    browser.post("/banks/varn/verdicts", {"question": page.fields["question"],
                 "decision": "rejected", "reason": "Too easy."})  # fmt: skip
    browser.post("/banks/varn/release")
    gone = browser.get("/banks/varn?view=questions&state=retired")
    assert "rejected" in gone.text


def test_a_name_is_written_and_found(keeper, browser):
    sent = {"name": "Ona Reed", "kind": "person", "side": "the ferry"}
    browser.post("/banks/varn/names/new", {**sent, "roles": "Pilot\nHarbour master"})
    page = browser.get("/banks/varn/names?q=harbour master")
    assert "Ona Reed" in page.text
    assert "the ferry" in page.text
    assert "Adda Korn" not in page.text
    refused = browser.post("/banks/varn/names/new", {"name": "Korn", "kind": "person"}, 422)
    assert "This bank has this name already." in refused.text


def test_readers_do_not_see_names_before_their_release(make, keeper, browser, app):
    browser.post("/banks/varn/names/new", {"name": "Ona Reed", "kind": "person"})
    reader = type(browser)(app)
    assert "Ona Reed" not in reader.get("/banks/varn/names").text
    assert "Adda Korn" in reader.get("/banks/varn/names").text


NEW = {
    "name": "Rivers", "description": "About rivers.", "language": "en", "licence": "CC0",
    "as_of": "June 2023", "title": "On rivers", "publisher": "The Gazette",
    "url": "https://example.org/rivers", "text": "One.\nTwo.",
}  # fmt: skip


def test_a_bank_begins_with_a_few_fields_and_is_ones_own(make, browser):
    browser.sign_in(make.instructor())
    page = browser.follow(browser.post("/banks/new", NEW))
    assert "Write its first fact." in page.text
    bank = db.session.query(Bank).filter_by(uid="rivers").one()
    assert (bank.visibility, bank.as_of) == ("private", "2023-06")


@pytest.mark.parametrize("field", sorted(NEW.keys() - {"text"}))
def test_every_field_of_a_new_bank_says_what_it_needs(make, browser, field):
    browser.sign_in(make.instructor())
    response = browser.post("/banks/new", {**NEW, field: ""}, 422)
    assert "Write" in response.text
    wrong = {"url": "example.org", "as_of": "soon", "language": "??"}
    if field in wrong:
        browser.post("/banks/new", {**NEW, field: wrong[field]}, 422)


def test_a_bank_goes_out_as_a_zip_and_comes_in_as_ones_own(make, keeper, browser):
    zipped = browser.send("get", "/banks/varn/download")
    assert zipped.mimetype == "application/zip"
    browser.sign_in(make.instructor("Moussa"))
    sent = {"file": (BytesIO(zipped.data), "varn.zip")}
    page = browser.follow(browser.post("/banks/new/upload", sent))
    assert "copy of its own" in page.text
    page = browser.follow(browser.post("/banks/new/upload/release"))
    assert "The bank is loaded." in page.text
    assert db.session.query(Bank).count() == 2


def test_a_zip_is_looked_at_before_it_changes_a_bank(keeper, browser):
    zipped = browser.send("get", "/banks/varn/download")
    sent = {"file": (BytesIO(zipped.data), "varn.zip")}
    page = browser.follow(browser.post("/banks/varn/upload", sent))
    assert "The bank holds all of this already." in page.text


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_banks_zip_is_refused_in_words(keeper, browser, data):
    sent = {"file": (BytesIO(data), "varn.zip")}
    response = browser.post("/banks/varn/upload", sent, 422)
    assert "thing to mend" in response.text


@pytest.mark.parametrize(
    ("url", "most"),
    [(EDIT, 5), ("/banks/varn/release", 16), ("/banks/varn/names", 9),
     ("/banks/varn?view=questions", 7)],
)  # fmt: skip
def test_a_page_costs_the_same_for_many_facts(keeper, browser, url, most):
    browser.get(url)
    assert len(browser.queries) <= most, browser.queries


def test_what_a_bank_says_of_itself_is_changed_with_its_next_release(keeper, browser):
    page = browser.get("/banks/varn/edit")
    assert "2 how the town began" in page.text.lower()
    sent = {
        "name": "Varn, old and new", "description": "A town.", "licence": "CC0",
        "as_of": "March 2024", "labels": "2 the first years\n¶ 3 boats",
        "version": page.fields["version"],
    }  # fmt: skip
    browser.post("/banks/varn/edit", sent)
    browser.post("/banks/varn/release")
    page = browser.get("/banks/varn")
    assert "Varn, old and new" in page.text
    assert "The first years" in page.text
    assert "as of March 2024" in page.text


def test_a_bank_saved_as_it_was_is_not_changed(keeper, browser):
    page = browser.get("/banks/varn/edit")
    labels = page.html.split('id="labels"')[1].split("<")[0].partition(">")[2]
    note = page.html.split('id="content_note"')[1].split("<")[0].partition(">")[2]
    sent = {**page.fields, "labels": labels, "content_note": note}
    browser.post("/banks/varn/edit", sent)
    assert db.session.query(Draft).count() == 0


def test_a_bank_is_written_from_nothing_to_its_first_release(make, browser):
    browser.sign_in(make.instructor())
    text = "Rivers begin as springs.\nThe Ode is long."
    browser.post("/banks/new", {**NEW, "text": text})
    new = "/banks/rivers/facts/new"
    page = browser.get(new)
    braces = "The Ode is {length:number=900|about|km} long."
    shown = browser.post(new, {**form_of(page, text=braces, cite="2"), "step": "show"}, 200)
    assert 'name="slots-0-ask"' in shown.text
    asked = {"slots-0-name": "length", "slots-0-value": "900", "slots-0-bound": "about",
             "slots-0-unit": "km", "slots-0-ask": "About how many kilometres long is the Ode?",
             "slots-0-kind": "number"}  # fmt: skip
    browser.follow(browser.post(new, {**form_of(page, text=braces, cite="2"), **asked,
                                      "step": "save"}))  # fmt: skip
    page = browser.get("/banks/rivers/release")
    assert "questions added" in page.text
    assert "stop" not in page.text
    browser.follow(browser.post("/banks/rivers/release"))
    assert "about 900 km" in browser.get("/banks/rivers").text.replace("\u202f", " ")


def test_a_bank_called_new_has_an_address_of_its_own(make, browser):
    browser.sign_in(make.instructor())
    browser.post("/banks/new", {**NEW, "name": "New"})
    assert "This bank has no facts yet." in browser.get("/banks/new-2").text


@pytest.mark.parametrize(
    "sent",
    [
        {"cite": "9" * 5_000},
        {"text": "{a:@adda} and {a:@adda} came.", "step": "save"},
        {"text": "{a:@adda}" * 60},
        {f"slots-{number}-name": "x" for number in range(300)},
        {"slots-²-name": "x", "slots-" + "9" * 5_000 + "-name": "x", "slots--1-name": "x"},
        {f"slots-0-wrong-{number}-text": "x" for number in range(300)},
        {"slots-0-name": "x", "slots-0-span": "2-999999", "was": "Some other words."},
    ],
    ids=["figures", "twice", "braces", "rows", "row names", "choices", "span"],
)
def test_rubbish_is_answered_in_words(keeper, browser, sent):
    token = {"csrf_token": browser.csrf_token()}
    sent = {**form_of(browser.get(EDIT), step="show"), **sent, **token}
    assert browser.send("post", EDIT, data=sent).status_code in (200, 422)


def test_a_keeper_says_who_sees_the_bank(keeper, browser, make):
    browser.post("/banks/varn/visibility", {"visibility": "private"})
    assert "Only its keepers" in browser.get("/banks/varn/edit").text
    browser.post("/banks/varn/visibility", {"visibility": "public"})
    assert "The town of Varn" in browser.sign_in(make.user()).get("/banks").text


def test_a_bank_is_shown_to_nobody_unheard_of(keeper, browser):
    browser.post("/banks/varn/visibility", {"visibility": "private"})
    browser.post("/banks/varn/visibility", {"visibility": "everybody"}, status=422)
    assert db.session.query(Bank.visibility).scalar() == "private"
