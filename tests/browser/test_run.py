"""The page of a run in a real browser: from the address to a part, by hand and by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.stored import activities_in
from tests.browser.visit import arrive, main, says, settle

TOP_LANE = ".st-key-lane_speed_mps [data-testid=stVegaLiteChart]"
PART = ".st-key-part"
TALLER = "([name, was]) => document.querySelector(name).getBoundingClientRect().height > was + 9"


@pytest.fixture(scope="module")
def runs(sample_server: Server) -> dict[float, int]:
    """The sample runner's activities by their distance."""
    table = activities_in(sample_server.database).drop_nulls("distance_m")
    return dict(table.sort("distance_m").select("distance_m", "activity_id").iter_rows())


def look_at(page: Page, server: Server, run: object) -> None:
    page.goto(f"{server.url}/Run?run={run}")
    arrive(page, "Run")


def height_of_part(page: Page) -> float:
    box = page.locator(PART).bounding_box()
    assert box is not None
    return box["height"]


def test_an_address_leads_to_its_run_and_stays(
    sample_server: Server, page: Page, runs: dict[float, int]
) -> None:
    longest, run = max(runs.items())
    look_at(page, sample_server, run)
    page.reload()
    arrive(page, "Run")
    expect(page).to_have_url(re.compile(rf"\?run={run}$"))
    assert longest > 16_000


def test_the_sample_runners_drift_late_in_a_long_run_is_said(
    sample_server: Server, page: Page
) -> None:
    page.goto(f"{sample_server.url}/Run")
    arrive(page, "Run")
    says(page, "lean grew in the last third")


def test_a_run_that_is_not_there_is_said(sample_server: Server, page: Page) -> None:
    look_at(page, sample_server, 987_654)
    says(page, "This run is not among yours")


def test_previous_changes_the_address(
    sample_server: Server, page: Page, runs: dict[float, int]
) -> None:
    page.goto(f"{sample_server.url}/Run")
    arrive(page, "Run")
    page.locator(".st-key-to_Previous button").click()
    expect(page).to_have_url(re.compile(r"\?run=\d+$"))
    settle(page)


def test_a_brush_fills_the_table(sample_server: Server, page: Page) -> None:
    page.goto(f"{sample_server.url}/Run")
    arrive(page, "Run")
    lane = page.locator(TOP_LANE)
    lane.scroll_into_view_if_needed()
    box, before = lane.bounding_box(), height_of_part(page)
    assert box is not None
    y = box["y"] + 0.6 * box["height"]
    page.mouse.move(box["x"] + 0.4 * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], y, steps=5)
    page.mouse.up()
    page.wait_for_function(TALLER, arg=[PART, before])
    settle(page)


def test_the_keyboard_reaches_the_same(sample_server: Server, page: Page) -> None:
    page.goto(f"{sample_server.url}/Run")
    arrive(page, "Run")
    before = height_of_part(page)
    main(page).get_by_role("combobox", name="Look at a part: from").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function(TALLER, arg=[PART, before])
    settle(page)


def test_every_chart_of_the_page_has_a_sentence(sample_server: Server, page: Page) -> None:
    page.goto(f"{sample_server.url}/Run")
    arrive(page, "Run")
    charts = page.get_by_test_id("stVegaLiteChart")
    expect(charts).to_have_count(11)
    settle(page)
    told = [charts.nth(at).evaluate("(chart) => chart.outerHTML") for at in range(11)]
    assert all(re.search(r'aria-label="[A-Z0-9][^"]{20,}\."', each) for each in told)
