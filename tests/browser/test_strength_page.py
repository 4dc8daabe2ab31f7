"""The Strength page as a runner uses it: a session on a phone, and a plan that follows the runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import pipeline
from core.log import SessionDone
from tests.browser.conftest import Visitor, new_page
from tests.browser.server import Server
from tests.browser.test_small_screen import PHONE, overflow
from tests.browser.visit import drop, main, rest, says, settle, text_of, uploaded, visit
from tests.corpus import corpus_file
from tests.redated import redated

SLOW_MS = 60_000
TO_THE_RIGHT = "fit/fr920xt-run-balance-stryd.fit"  # 48.0 % left by the device's own mean
TO_THE_LEFT = "fit/with-new-dynamics.fit"  # 52.0 % left
FIRST_DAYS = {TO_THE_RIGHT: date(2019, 1, 1), TO_THE_LEFT: date(2015, 11, 21)}
DAYS_AGO = (2, 5, 9, 12, 16, 20)


@pytest.fixture
def phone(visitor: Visitor) -> Page:
    return visitor(viewport=PHONE, has_touch=True).page


def tap(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").first.click()


def logged(server: Server) -> list[SessionDone]:
    store = pipeline.open_default_store({"EVENSTRIDE_DB": server.database})
    return [pipeline.log.one(store, key) for key in pipeline.log.sessions(store)["log_id"]]


def begun(page: Page, server: Server) -> None:
    """A session with one set of the first side."""
    visit(page, server.url, "Strength")
    tap(page, "start_session")
    expect(page.locator(".st-key-set_card")).to_be_visible(timeout=SLOW_MS)
    settle(page)
    page.locator("[class*=st-key-more_amount] button").first.click()
    settle(page)
    tap(page, "set_done")
    says(page, "So far: ")


def thrown_away(page: Page) -> None:
    tap(page, "finish_now")
    says(page, "Discard this session")
    tap(page, "discard")
    says(page, "When to stop")


def test_a_session_on_a_phone_survives_a_reload_half_way(server: Server, phone: Page) -> None:
    begun(phone, server)
    assert overflow(phone) == []
    before = logged(server)[-1].sets
    phone.reload()
    says(phone, "So far: ")
    assert logged(server)[-1].sets == before
    tap(phone, "set_done")
    says(phone, "Set 2 of")
    assert len(logged(server)[-1].sets) == 2
    tap(phone, "finish_now")
    says(phone, "Well done")
    assert overflow(phone) == []
    phone.locator(".st-key-log_effort button").nth(6).click()
    settle(phone)
    tap(phone, "finish")
    says(phone, "Your log")
    done = logged(server)[-1]
    assert (done.is_finished, done.rpe_index, len(done.sets)) == (True, 6, 2)


def test_a_rest_is_seen_and_can_be_ended(server: Server, phone: Page) -> None:
    begun(phone, server)
    tap(phone, "set_done")
    picture = main(phone).get_by_role("img", name=re.compile("^Rest"))
    expect(picture).to_be_visible(timeout=SLOW_MS)
    assert overflow(phone) == []
    tap(phone, "end_rest")
    expect(picture).to_have_count(0)
    settle(phone)
    thrown_away(phone)


def test_a_session_is_moved_and_put_back_by_a_click(server: Server, page: Page) -> None:
    visit(page, server.url, "Strength")
    page.locator(".st-key-move_sessions summary").click()
    box = page.locator("[class*=st-key-move_20] input").first
    expect(box).to_be_visible(timeout=SLOW_MS)
    rest(page)  # a list that opens while the fold still unrolls closes again
    box.click()
    page.get_by_role("option").last.click()
    says(page, "moved from .* to Sunday")
    page.locator("[class*=st-key-put_back_] button").first.click()
    expect(main(page).get_by_text(re.compile("moved from"))).to_have_count(0, timeout=SLOW_MS)
    settle(page)


def files(name: str, folder: Path) -> list[Path]:
    """A real run, as if it had been run six times in the last weeks."""
    store = folder / Path(name).stem
    store.mkdir()
    began = FIRST_DAYS[name]
    made = []
    for ago in DAYS_AGO:
        days = (datetime.now(UTC).date() - began).days - ago
        made.append(store / f"{ago}.fit")
        made[-1].write_bytes(redated(corpus_file(name), timedelta(days=days)))
    return made


def plan_from(browser: Browser, server: Server, dropped: list[Path]) -> str:
    """What the Strength page says after a drop."""
    with new_page(browser) as watched:
        page = watched.page
        visit(page, server.url, "Upload")
        drop(page, dropped)
        uploaded(page)
        visit(page, server.url, "Strength")
        return text_of(page).replace("\u00a0", " ")


def test_the_reasons_name_the_runs_behind_them_and_change_with_them(
    make_server: Callable[[], Server], browser: Browser, tmp_path: Path
) -> None:
    right = plan_from(browser, make_server(), files(TO_THE_RIGHT, tmp_path))
    left = plan_from(browser, make_server(), files(TO_THE_LEFT, tmp_path))
    said_right = re.findall(r"Why [^.]*?(\d\d\.\d % (?:left|right)) over \d+ runs", right)
    said_left = re.findall(r"Why [^.]*?(\d\d\.\d % (?:left|right)) over \d+ runs", left)
    assert said_right
    assert said_left
    assert all(said.endswith("right") for said in said_right)
    assert all(said.endswith("left") for said in said_left)
    assert "Start right" in right
    assert "Start left" in left
