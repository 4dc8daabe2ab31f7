"""Balance as a runner sees it: the sample's drift, a way to a single run, and no sensor at all."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.server import Server
from tests.browser.visit import SLOW_MS, main, says, settle, text_of, uploaded, visit
from tests.makers import make_timed_gpx


@pytest.fixture
def balance(sample_server: Server, page: Page) -> Page:
    """Balance with the sample runner."""
    visit(page, sample_server.url, "Balance")
    return page


def test_the_drift_late_in_long_runs_is_found_and_named(balance: Page) -> None:
    told = text_of(balance)
    assert re.search(r"What stands out: late in long runs \(last third 52\.\d.%.left", told)
    assert "Balance late in long runs" in told


def test_nothing_else_is_named_where_intervals_overlap(balance: Page) -> None:
    (sentence,) = re.findall(r"What stands out:[^\n]*", text_of(balance))
    for place in ("with speed", "on slopes", "in bends", "after hard days"):
        assert place not in sentence


def test_the_keyboard_opens_a_run_as_a_click_does(balance: Page) -> None:
    choice = main(balance).get_by_role("combobox", name=re.compile("Open a run"))
    choice.click()
    choice.press("ArrowDown")
    choice.press("Enter")
    expect(balance).to_have_url(re.compile(r"/Run\?run=\d+"), timeout=SLOW_MS)


def test_what_was_looked_at_opens_on_request(balance: Page) -> None:
    balance.locator(".st-key-balance_more summary").click()
    says(balance, "Balance against your own normal")


def test_the_makers_bands_are_off_until_they_are_wanted(balance: Page) -> None:
    balance.locator(".st-key-balance_told summary").click()
    settle(balance)
    switch = main(balance).get_by_role("switch", name=re.compile("Garmin"))
    expect(switch).not_to_be_checked()


def test_a_runner_without_a_sensor_is_led_to_the_tests(server: Server, visitor: Visitor) -> None:
    page = visitor().page
    visit(page, server.url, "Upload")
    drop_gpx(page)
    visit(page, server.url, "Balance")
    assert "None of your runs has a balance yet." in text_of(page)
    main(page).get_by_role("link", name="Test your legs").first.click()
    expect(page).to_have_url(re.compile("/Tests"), timeout=SLOW_MS)


def drop_gpx(page: Page) -> None:
    """Add one run without any sensor."""
    page.locator("[class*=st-key-files_] input[type=file]").set_input_files(
        [{"name": "run.gpx", "mimeType": "application/gpx+xml", "buffer": make_timed_gpx(900)}]
    )
    uploaded(page)
