"""What a runner tells by hand, and where it is found again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.server import Server
from tests.browser.stored import activities_in
from tests.browser.visit import arrive, main, rest, says, settle, visit


def open_desk(page: Page, url: str) -> None:
    """Where an activity without a file is typed in, as the link on Today opens it."""
    page.goto(f"{url}/Upload?type_in=true")
    arrive(page, "Upload")


def type_run(page: Page, *, distance: str) -> None:
    """Fill in a run of today; nothing is kept yet."""
    main(page).get_by_label("How long").fill("0:42:10")
    main(page).get_by_label("How long").press("Tab")
    far = main(page).get_by_role("spinbutton", name="Distance, km")
    far.fill(distance)
    far.press("Tab")
    settle(page)


def test_a_run_is_typed_in_from_today_on(server: Server, page: Page) -> None:
    open_desk(page, server.url)
    type_run(page, distance="8")
    page.locator(".st-key-entry_keep button").click()
    says(page, "8.0 km · 42:10")
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Today", exact=True).click()
    arrive(page, "")
    says(page, "Next run up to 8.8.km, for now")


def test_its_effort_is_told_by_one_click_and_stands_at_the_run(server: Server, page: Page) -> None:
    visit(page, server.url)
    (id_,) = activities_in(server.database)["activity_id"]
    card = page.locator(f".st-key-ask_{id_}")
    expect(card.get_by_text("maximal")).to_be_visible()
    assert card.get_by_role("radio", name="11", exact=True).count() == 0
    card.get_by_role("radio", name="6", exact=True).click()
    says(page, "run: 6 of 10")
    assert activities_in(server.database)["rpe_index"].to_list() == [6.0]


def test_a_refused_distance_stands_at_its_field_and_the_rest_is_not_lost(
    server: Server, page: Page
) -> None:
    open_desk(page, server.url)
    type_run(page, distance="-3")
    page.locator(".st-key-entry_keep button").click()
    says(page, "Distance cannot be -3 km")
    expect(main(page).get_by_label("How long")).to_have_value("0:42:10")
    assert activities_in(server.database).height == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_hurts_stands_before_every_distance(
    server: Server, visitor: Visitor, scheme: str
) -> None:
    page = visitor(color_scheme=scheme).page
    visit(page, server.url)
    page.get_by_text("How are you today?").first.click()
    rest(page)  # a list that opens while its fold unrolls closes again
    page.get_by_label("Something hurts").click()
    page.get_by_role("option", name="Knee").click()
    page.get_by_role("radio", name="Left", exact=True).click()
    settle(page)
    page.locator(".st-key-day_pain_0").get_by_role("radio", name="6", exact=True).click()
    settle(page)
    page.locator(".st-key-keep_day button").click()
    says(page, "Your knee hurts, 6 of 10: rest it")
