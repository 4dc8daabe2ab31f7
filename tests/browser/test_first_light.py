"""The road from end to end: drop real watch files, see load, balance and a plan, and keep them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import new_page
from tests.browser.server import Server
from tests.browser.stored import activities_in, device_totals, gpx_facts, record_mean, row_of
from tests.browser.visit import drop, says, settle, show_all_files, text_of, visit, walk
from tests.corpus import corpus_file

FIT = (
    "fit/fr920xt-run-balance-stryd.fit",
    "fit/with-new-dynamics.fit",
    "fit/garmin-fenix-5-run.fit",
    "fit/suunto9-run.fit",
    "fit/fr955-run-stryd-2024.fit",
)
GPX = ("gpx/garmin_example-run.gpx", "gpx/strava-export.gpx")
BROKEN = {
    "broken/made_html_login_page.fit": "web page, not a watch file",
    "broken/empty-sessions-0-bytes.fit": "empty",
    "broken/made_xxe_local_file.gpx": "document type definition",
    "gpx/route.gpx": "planned route",
}
HEART_RATE = ("fr920xt-run-balance-stryd", "with-new-dynamics", "fr955-run-stryd-2024")
LEFT_PCT = {  # mean over records; a lost sensor (0 %), faults and standing are left out
    "fr920xt-run-balance-stryd.fit": 47.99,
    "with-new-dynamics.fit": 51.97,
    "garmin-fenix-5-run.fit": 52.48,
}
ALL_IN = "7 runs are in"


@pytest.fixture(scope="module")
def dropped(make_server: Callable[[], Server], browser: Browser) -> Server:
    """A server after one drop of seven good files and four broken ones."""
    files = [corpus_file(name) for name in (*FIT, *GPX, *BROKEN)]
    server = make_server()
    with new_page(browser) as watched:
        visit(watched.page, server.url, "Upload")
        drop(watched.page, files)
        says(watched.page, f"{ALL_IN}. 3 of 11 files could not be used, 1 held no activity")
    return server


def test_every_good_file_is_listed(dropped: Server, page: Page) -> None:
    visit(page, dropped.url, "Upload")
    show_all_files(page)
    for name in (*FIT, *GPX):
        says(page, re.escape(Path(name).name))


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_explained(dropped: Server, page: Page, name: str) -> None:
    visit(page, dropped.url, "Upload")
    says(page, re.escape(Path(name).name))
    says(page, BROKEN[name])


@pytest.mark.parametrize("name", FIT)
def test_distance_and_duration_are_the_devices_totals(dropped: Server, name: str) -> None:
    row, totals = row_of(dropped.database, Path(name).name), device_totals(name)
    assert [row["distance_m"], row["timer_s"]] == pytest.approx(
        [totals["total_distance"], totals["total_timer_time"]], rel=1e-6
    )


@pytest.mark.parametrize("name", HEART_RATE)
def test_heart_rate_is_the_mean_over_the_records(dropped: Server, name: str) -> None:
    row = row_of(dropped.database, f"{name}.fit")
    assert row["avg_heart_rate_bpm"] == pytest.approx(
        record_mean(f"fit/{name}.fit", "heart_rate"), rel=1e-6
    )


@pytest.mark.parametrize("name", GPX)
def test_a_gpx_has_the_distance_and_heart_rate_of_its_points(dropped: Server, name: str) -> None:
    row, facts = row_of(dropped.database, Path(name).name), gpx_facts(name)
    assert [row["distance_m"], row["avg_heart_rate_bpm"]] == pytest.approx(
        [facts["haversine_m"], facts["hr_mean"]], rel=1e-6
    )


@pytest.mark.parametrize(("name", "left_pct"), LEFT_PCT.items())
def test_balance_leaves_out_the_lost_sensor(dropped: Server, name: str, left_pct: float) -> None:
    row = row_of(dropped.database, name)
    assert row["avg_stance_balance_left_pct"] == pytest.approx(left_pct, abs=0.01)


def test_every_exercise_of_the_week_names_its_reason(dropped: Server, page: Page) -> None:
    visit(page, dropped.url, "Strength")
    exercises = page.locator("[class*=st-key-exercise_]")
    expect(exercises.first).to_be_visible()
    expect(exercises.filter(has_text=re.compile("Why .{20,}"))).to_have_count(exercises.count())


def test_a_reload_loses_nothing(dropped: Server, page: Page) -> None:
    visit(page, dropped.url, "Upload")
    page.reload()
    says(page, ALL_IN)


def test_a_restart_of_the_server_loses_nothing(dropped: Server, page: Page) -> None:
    visit(page, dropped.url, "Upload")
    before = text_of(page)
    page.goto("about:blank")  # an open page would complain while the server is away
    dropped.restart()
    visit(page, dropped.url, "Upload")
    assert text_of(page) == before


def test_a_visitor_walks_through_all_pages_after_a_drop(dropped: Server, page: Page) -> None:
    visit(page, dropped.url)
    for room in ("Balance", "Load", "Strength", "Upload", "Profile", ""):
        walk(page, room)


def test_the_same_file_under_another_name_is_one_run(
    dropped: Server, page: Page, tmp_path: Path
) -> None:
    n_before = activities_in(dropped.database).height
    same = shutil.copy(corpus_file(FIT[2]), tmp_path / "another-name.fit")
    visit(page, dropped.url, "Upload")
    drop(page, [same])
    says(page, "Nothing new: this file is already here")
    assert activities_in(dropped.database).height == n_before


def test_a_ride_is_kept_and_counts_in_no_run_figure(server: Server, page: Page) -> None:
    visit(page, server.url, "Upload")
    drop(page, [corpus_file("fit/wahoo-elemnt-ride.fit")])
    says(page, "No run among these files")
    says(page, "It counts in no run figure")


def test_the_sample_comes_with_one_click_and_goes_with_one(server: Server, page: Page) -> None:
    visit(page, server.url)
    page.locator(".st-key-try_sample button").first.click()
    says(page, "A sample runner, not you")
    page.locator(".st-key-remove_sample button").click()
    expect(page.locator(".st-key-remove_sample")).to_have_count(0)
    settle(page)
    assert "running" not in activities_in(server.database)["sport"]
