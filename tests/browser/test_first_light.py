"""The road from end to end: drop real watch files, see load, balance and a plan, and keep them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visitor
from tests.browser.server import Server
from tests.browser.stored import device_totals, row_of
from tests.browser.visit import drop, main, says, visit
from tests.corpus import corpus_file

GOOD_FIT = (
    "fit/fr920xt-run-balance-stryd.fit",
    "fit/with-new-dynamics.fit",
    "fit/garmin-fenix-5-run.fit",
    "fit/suunto9-run.fit",
    "fit/fr955-run-stryd-2024.fit",
)
GOOD_GPX = ("gpx/garmin_example-run.gpx", "gpx/strava-export.gpx")
BROKEN = (
    "broken/made_html_login_page.fit",
    "broken/empty-sessions-0-bytes.fit",
    "broken/made_xxe_local_file.gpx",
    "gpx/route.gpx",
)
LEFT_PCT = {  # means over records, lost sensor (0 %) and sensor faults left out
    "fit/fr920xt-run-balance-stryd.fit": 47.99,
    "fit/with-new-dynamics.fit": 51.98,
    "fit/garmin-fenix-5-run.fit": 52.51,
}


@pytest.fixture(scope="module")
def dropped(make_server: Callable[[], Server], visitors: Visitor) -> Server:
    """A server after one drop of good and broken files."""
    server = make_server()
    page = visitors().page
    visit(page, server.url, "Upload")
    drop(page, [corpus_file(name) for name in (*GOOD_FIT, *GOOD_GPX, *BROKEN)])
    says(page, "7 runs")
    return server


@pytest.mark.parametrize("name", [*GOOD_FIT, *GOOD_GPX])
def test_a_good_file_is_listed(dropped: Server, page: Page, name: str) -> None:
    visit(page, dropped.url, "Upload")
    says(page, Path(name).name)


@pytest.mark.parametrize("name", BROKEN)
def test_a_bad_file_is_explained(dropped: Server, page: Page, name: str) -> None:
    visit(page, dropped.url, "Upload")
    says(page, Path(name).name)


@pytest.mark.parametrize("name", GOOD_FIT)
def test_distance_and_duration_are_the_devices_own(dropped: Server, name: str) -> None:
    totals = device_totals(name)
    row = row_of(dropped.database, Path(name).name)
    assert (row["distance_m"], row["timer_s"]) == pytest.approx(
        (totals["total_distance"], totals["total_timer_time"]), abs=0.01
    )


def test_reload_and_restart_lose_nothing(dropped: Server, page: Page) -> None:
    visit(page, dropped.url, "Upload")
    before = main(page).inner_text()
    page.reload()
    says(page, "7 runs")
    dropped.restart()
    visit(page, dropped.url, "Upload")
    assert main(page).inner_text() == before
