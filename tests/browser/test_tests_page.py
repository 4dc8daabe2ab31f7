"""A runner with a GPX and no sensor: what is unknown, two tests, a side with a plan behind it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from tests.browser.conftest import Visitor, new_page
from tests.browser.server import Server
from tests.browser.test_small_screen import PHONE, overflow
from tests.browser.visit import drop, main, rest, says, settle, text_of, uploaded, visit, walk
from tests.makers import make_timed_gpx

CLOCK = "A running clock"
TRIES = 3


@pytest.fixture(scope="module")
def gpx_server(
    make_server: Callable[[], Server], browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Server:
    """A server whose runner has one GPX."""
    file = tmp_path_factory.mktemp("gpx") / "run.gpx"
    file.write_bytes(make_timed_gpx(n=900))
    made = make_server()
    with new_page(browser) as watched:
        visit(watched.page, made.url, "Upload")
        drop(watched.page, [file])
        uploaded(watched.page)
    return made


def choose(page: Page, card: str, name: str) -> None:
    """Choose from the list of a card by the keyboard alone."""
    rest(page)
    box = page.locator(f".st-key-{card}").get_by_role("combobox").first
    option = page.get_by_role("option", name=name, exact=True).and_(page.locator("[data-focused]"))
    for _ in range(TRIES):
        box.focus()
        box.fill(name)
        try:
            option.wait_for(timeout=5000)
            break
        except TimeoutError:  # a list that is open closes when the page moves below it
            box.press("Escape")
    box.press("Enter")
    expect(box).to_have_value(name)
    settle(page)


def type_in(page: Page, label: str, value: str) -> None:
    field = page.locator(f".st-key-side_{label.lower()}").get_by_role("spinbutton").first
    field.fill(value)
    field.press("Tab")
    settle(page)


def keep(page: Page) -> None:
    main(page).get_by_role("button", name="Keep this test").click()


def test_from_a_gpx_over_two_tests_to_a_side_with_a_plan(
    gpx_server: Server, visitor: Visitor
) -> None:
    page = visitor().page
    visit(page, gpx_server.url, "Tests")
    says(page, "Two tests to start with: heel raises and five rises")
    says(page, "how alike your legs are is unknown")
    type_in(page, "Left", "18")
    type_in(page, "Right", "27")
    keep(page)
    says(page, "Train the left first")
    choose(page, "take_a_test", "Five rises on one leg")
    type_in(page, "Left", "14.2")
    type_in(page, "Right", "11")
    keep(page)
    says(page, "Five rises: left")
    walk(page, "Strength")
    text = text_of(page)
    assert "Start left" in text
    assert "Heel raises on one leg" in text


def test_400_heel_raises_are_refused_beside_the_field(server: Server, visitor: Visitor) -> None:
    page = visitor().page
    visit(page, server.url, "Tests")
    type_in(page, "Left", "400")
    type_in(page, "Right", "27")
    keep(page)
    left = main(page).get_by_test_id("stColumn").filter(has_text="Left, raises").last
    expect(left.get_by_text("It lies between 0 and 150 repetitions.")).to_be_visible()
    settle(page)
    expect(page.locator(".st-key-side_left").get_by_role("spinbutton").first).to_have_value("400")


def test_the_clock_runs_by_itself_and_gives_its_count_to_a_side(
    server: Server, visitor: Visitor
) -> None:
    page = visitor(viewport=PHONE, has_touch=True).page
    visit(page, server.url, "Tests")
    main(page).get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_alt_text(re.compile(CLOCK))).to_be_visible()
    main(page).get_by_role("button", name="Stop", exact=True).click()
    main(page).get_by_role("button", name="0 for the left").click()
    expect(page.locator(".st-key-side_left").get_by_role("spinbutton").first).to_have_value("0")
    settle(page)


def test_a_pain_is_marked_on_the_body_and_stands_above_everything(
    server: Server, visitor: Visitor
) -> None:
    page = visitor().page
    visit(page, server.url, "Tests")
    card = page.locator(".st-key-pains")
    choose(page, "pains", "Knee")
    for name in ("Left", "6"):
        pill = card.get_by_role("radio", name=name, exact=True)
        pill.click()
        expect(pill).to_be_checked()
        settle(page)
    card.get_by_role("button", name="Keep").click()
    says(page, "Your knee hurts, 6 of 10")
    expect(page.get_by_alt_text(re.compile("left.knee.6.of.10"))).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_the_tests_of_a_gpx_runner_without_scrolling_sideways(
    gpx_server: Server, visitor: Visitor, scheme: str
) -> None:
    page = visitor(viewport=PHONE, color_scheme=scheme, has_touch=True).page
    visit(page, gpx_server.url, "Tests")
    assert overflow(page) == []
