"""The guide in a real browser: keys, focus, the journal of answers, and what axe finds."""

import re
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.web.guide import PAGES

PHONE, DESK = {"width": 390, "height": 664}, {"width": 1280, "height": 800}
SHOW = re.compile("^Show answer$")


def is_post(request):
    return request.method == "POST"


@contextmanager
def swapped(page):
    """The next card has arrived when the block ends."""
    page.evaluate("document.getElementById('focus').dataset.old = 'yes'")
    yield
    expect(page.locator("#focus:not([data-old])")).to_be_visible()


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')")


def unsent(page):
    return page.evaluate(
        """() => new Promise((resolve) => {
            const opening = indexedDB.open("factdeck", 1);
            opening.onsuccess = () => {
                const asked = opening.result.transaction("unsent").objectStore("unsent").getAll();
                asked.onsuccess = () => { opening.result.close(); resolve(asked.result.length); };
            };
        })"""
    )


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESK, "dark")], ids=str)
def test_axe_finds_nothing(visit, size, scheme):
    page = visit("/front", **size, color_scheme=scheme)
    for name in PAGES:
        page.goto(f"/{name}")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_in_an_answer_or_an_error(visit):
    page = visit("/front", **PHONE)
    page.get_by_text(SHOW).click()
    page.locator(".source-more summary").click()
    assert Axe().run(page).violations_count == 0
    page.goto("/forms?wrong=1")
    assert Axe().run(page).violations_count == 0


@pytest.mark.parametrize(("width", "text"), [(320, "100%"), (390, "200%")])
def test_nothing_scrolls_sideways_at_fourfold_zoom_or_double_text(visit, width, text):
    page = visit("/front", width=width, height=640)
    for name in PAGES:
        page.goto(f"/{name}")
        page.evaluate(f"document.documentElement.style.setProperty('font-size', '{text}')")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_a_card_is_studied_with_the_keyboard_alone(visit):
    page = visit("/front")
    page.keyboard.press("Space")
    expect(page.get_by_text("August 2022")).to_be_visible()
    assert "August 2022" in focused(page)
    with page.expect_request(is_post) as sent:
        page.keyboard.press("Space")
    assert "rating=3" in sent.value.post_data
    expect(page.get_by_text(SHOW)).to_be_visible()
    assert focused(page).startswith("In which month")


def test_a_rating_waits_until_the_answer_is_shown(visit):
    page = visit("/front")
    requests = []
    page.on("request", lambda request: requests.append(request.method))
    page.keyboard.press("1")
    expect(page.get_by_text("August 2022")).to_be_hidden()
    assert "POST" not in requests
    page.keyboard.press("Enter")
    with page.expect_request(is_post) as sent:
        page.keyboard.press("1")
    assert "rating=1" in sent.value.post_data


def test_undo_has_three_keys_and_says_that_it_took_back(visit):
    page = visit("/front")
    for keys in ("u", "z", "Control+z"):
        with swapped(page), page.expect_request(is_post) as sent:
            page.keyboard.press(keys)
        assert "key=u" in sent.value.post_data


def test_what_the_server_says_is_said_in_the_one_live_line(visit):
    page = visit("/front")
    page.keyboard.press("Enter")
    page.evaluate("document.querySelector('#status').dataset.mine = 'yes'")
    page.keyboard.press("1")
    status = page.locator("#status")
    expect(status).to_have_text("Taken back. Here it is again.")
    # The line that was there from the start: a new one would not be spoken.
    assert status.get_attribute("data-mine") == "yes"


def test_keys_sleep_in_a_field_and_when_switched_off(visit):
    page = visit("/typed")
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.id") == "answer"
    page.keyboard.type("1 u z")
    assert page.locator("#answer").input_value() == "1 u z"
    page = visit("/front")
    page.evaluate("document.body.dataset.shortcuts = 'off'")
    page.keyboard.press("Space")
    expect(page.get_by_text("August 2022")).to_be_hidden()


def test_choices_are_chosen_by_number(visit):
    page = visit("/quiz")
    page.keyboard.press("3")
    assert page.locator("input:checked").get_attribute("value") == "p9"
    with page.expect_request(is_post) as sent:
        page.keyboard.press("Enter")
    assert "answer=p9" in sent.value.post_data


def test_the_list_of_keys_opens_by_its_own_key(visit):
    page = visit("/front")
    page.keyboard.press("?")
    expect(page.get_by_text("Show the answer, then Remembered")).to_be_visible()


def test_a_menu_item_has_its_key_while_the_menu_is_closed(visit):
    page = visit("/front")
    page.keyboard.press("Enter")
    with page.expect_request(is_post) as sent:
        page.keyboard.press("-")
    assert "card=7" in sent.value.post_data


def test_one_card_after_another_is_one_step_back(visit):
    page = visit("/done")
    page.goto("/front")
    for _ in range(3):
        page.keyboard.press("Enter")
        with swapped(page):
            page.keyboard.press("2")
    page.go_back()
    expect(page.get_by_role("heading", name="Done for today.")).to_be_visible()


def test_feedback_takes_the_focus(visit):
    page = visit("/typed-wrong")
    assert focused(page) == "Wrong"
    page = visit("/forms?wrong=1")
    assert "things to mend" in focused(page)


def test_a_page_of_another_layout_takes_the_whole_body(visit):
    page = visit("/front")
    page.evaluate("document.querySelector('.rating').action = '/done'")
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    expect(page.get_by_role("heading", name="Done for today.")).to_be_visible()
    expect(page.locator("body")).to_have_class("page")
    assert page.title().startswith("Done for today")
    assert focused(page) == "Done for today."


def test_an_answer_without_a_network_is_kept_and_sent_by_itself(visit):
    page = visit("/front")
    page.keyboard.press("Enter")
    page.context.set_offline(True)
    page.keyboard.press("2")
    expect(page.locator("#status")).to_have_text("Not saved yet. Trying again.")
    expect(page.get_by_role("button", name="Try now")).to_be_visible()
    assert unsent(page) == 1
    with page.expect_request(is_post) as sent:
        page.context.set_offline(False)
    assert "key=k1" in sent.value.post_data
    expect(page.locator("#status")).to_have_text("Saved.")
    expect(page.get_by_text(SHOW)).to_be_visible()
    expect(page.get_by_role("button", name="Try now")).to_be_hidden()
    assert unsent(page) == 0


def test_an_answer_survives_a_reload_while_the_server_is_away(visit, server):
    page = visit("/front")
    page.keyboard.press("Enter")
    server.stop()
    page.keyboard.press("2")
    expect(page.locator("#status")).to_have_text("Not saved yet. Trying again.")
    server.start()
    with page.expect_request(is_post) as sent:
        page.reload()
    assert "key=k1" in sent.value.post_data
    assert "rating=3" in sent.value.post_data
    expect(page.locator("#status")).to_have_text("Saved.")
    assert unsent(page) == 0


def test_an_answer_of_another_person_stays_unsent(visit, server):
    page = visit("/front")
    page.keyboard.press("Enter")
    server.stop()
    page.keyboard.press("2")
    expect(page.locator("#status")).to_have_text("Not saved yet. Trying again.")
    server.start()
    requests = []
    page.on("request", lambda request: requests.append(request.method))
    page.goto("/stranger")
    page.wait_for_load_state("networkidle")
    assert "POST" not in requests
    assert unsent(page) == 1


def test_an_undo_without_a_network_says_that_nothing_was_sent(visit):
    page = visit("/front")
    page.context.set_offline(True)
    page.keyboard.press("u")
    expect(page.locator("#status")).to_have_text(
        "The server cannot be reached. Nothing was sent; try again."
    )
    page.context.set_offline(False)
    with swapped(page):
        page.keyboard.press("u")


def test_try_now_tries_now(visit, server):
    page = visit("/front")
    page.keyboard.press("Enter")
    server.stop()
    page.keyboard.press("2")
    expect(page.locator("#status")).to_have_text("Not saved yet. Trying again.")
    page.wait_for_timeout(3500)  # the next try by itself is four seconds away
    server.start()
    page.get_by_role("button", name="Try now").click()
    expect(page.locator("#status")).to_have_text("Saved.", timeout=1500)


def test_a_slow_button_says_that_it_saves(visit):
    page = visit("/done")
    page.evaluate(
        """() => {
            const form = document.createElement("form");
            form.method = "post"; form.action = "/slow";
            form.innerHTML = "<button id='slow'><span>Save</span></button>";
            document.querySelector("main").append(form);
            const label = form.querySelector("span");
            new MutationObserver(() => sessionStorage.setItem("said", label.textContent))
                .observe(label, { childList: true });
        }"""
    )
    posts = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else 0)
    page.evaluate("for (let n = 0; n < 2; n++) document.getElementById('slow').click()")
    page.wait_for_url("**/front")
    assert page.evaluate("sessionStorage.getItem('said')") == "Saving…"
    assert len(posts) == 1


def test_a_question_comes_in_a_dialog_and_goes_without_one(visit):
    page = visit("/confirm")
    page.get_by_role("link", name="Ask in a dialog").click()
    dialog = page.get_by_role("dialog", name="Remove this guest")
    expect(dialog).to_be_visible()
    assert Axe().run(page).violations_count == 0
    dialog.get_by_role("link", name="Go back").click()
    expect(dialog).to_have_count(0)
    assert focused(page) == "Ask in a dialog"


def test_a_passphrase_is_shown_counted_and_suggested(visit):
    page = visit("/forms")
    field = page.get_by_label("Passphrase")
    field.fill("eleven char")
    expect(page.get_by_text("11 of 15 characters; a few words are fine")).to_be_visible()
    page.get_by_role("button", name="Show").click()
    assert field.get_attribute("type") == "text"
    page.get_by_role("button", name="Hide").click()
    assert field.get_attribute("type") == "password"
    page.get_by_role("button", name="Suggest one").click()
    expect(field).to_have_value(re.compile(r"^[a-z]+(-[a-z]+){3}$"))
    assert field.get_attribute("type") == "text"


def test_a_draft_is_kept_in_the_tab_and_forgotten_once_sent(visit):
    page = visit("/forms")
    note = page.get_by_label("Note")
    note.press_sequentially("Half a thought")
    expect(page.get_by_text("Draft kept on this device")).to_be_visible()
    page.reload()
    expect(note).to_have_value("Half a thought")
    page.get_by_role("button", name="Register").click()
    page.wait_for_load_state("networkidle")
    expect(note).to_have_value("")


def test_the_device_tells_its_zone(visit):
    page = visit("/front", timezone_id="Asia/Tokyo")
    assert page.locator("[name=time_zone]").input_value() == "Asia/Tokyo"


def test_a_theme_is_seen_as_soon_as_it_is_chosen(visit):
    page = visit("/forms", color_scheme="light")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 34, 51)"
    page.get_by_label("Dark").check()
    page.wait_for_timeout(200)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(232, 234, 240)"


def test_the_theme_of_the_settings_wins_over_the_device(visit):
    page = visit("/front?theme=light", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 34, 51)"


def test_the_bar_sticks_on_a_phone_and_lets_go_when_the_screen_is_short(visit):
    page = visit("/front", **PHONE)
    show = page.get_by_text(SHOW)
    box = show.bounding_box()
    assert box["y"] + box["height"] <= 664
    assert box["height"] >= 56
    page.set_viewport_size({"width": 664, "height": 390})
    assert show.evaluate("element => getComputedStyle(element).position") == "static"


def test_the_note_stands_in_the_margin_level_with_the_answer(visit):
    page = visit("/front", **DESK)
    page.keyboard.press("Enter")
    sheet, answer, note = (
        page.locator(part).bounding_box() for part in (".sheet", ".answer", ".note")
    )
    assert note["x"] >= sheet["x"] + sheet["width"]
    foot = answer["y"] + answer["height"]
    assert abs(note["y"] + note["height"] - foot) <= 2


def test_the_action_stays_where_the_hand_is(visit):
    page = visit("/front", **DESK)
    before = page.get_by_text(SHOW).bounding_box()
    page.keyboard.press("Enter")
    after = page.get_by_role("button", name="Forgot").bounding_box()
    assert abs(before["y"] - after["y"]) <= 2


@pytest.mark.parametrize("name", ["front", "quiz", "typed", "forms", "confirm"])
def test_every_form_works_without_scripts(visit, name):
    page = visit(f"/{name}", java_script_enabled=False)
    if name == "front":
        page.get_by_text(SHOW).click()
        page.get_by_role("button", name="Remembered").click()
    elif name == "confirm":
        page.get_by_role("button", name="Remove this guest").click()
    else:
        page.locator("main button.main").click()
    expect(page).to_have_url(re.compile(f"/{name}$"))


def test_motion_stops_for_who_asks(visit):
    page = visit("/done", reduced_motion="reduce")
    main = page.locator(".button.main")
    assert main.evaluate("e => getComputedStyle(e).transitionDuration") == "0s"


def test_the_marker_is_an_underline_where_colours_are_forced(visit):
    page = visit("/back", forced_colors="active")
    line = page.locator("mark").first.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert line == "underline"


def test_every_target_is_large_enough_for_a_finger(visit):
    page = visit("/front", **PHONE)
    for name in PAGES:
        page.goto(f"/{name}")
        small = page.evaluate(
            """() => [...document.querySelectorAll("a, button, summary, select, input")]
                .filter((e) => e.checkVisibility() && !e.closest("p, li, .visually-hidden"))
                .filter((e) => e.type !== "hidden" && e.getBoundingClientRect().height < 24)
                .map((e) => e.outerHTML.slice(0, 80))"""
        )
        assert small == [], name
