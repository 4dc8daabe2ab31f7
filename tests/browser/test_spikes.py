"""A history is dropped, and the page says what the cohort study allows it to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from ingest.fit.write import fit_time
from tests.browser.server import Server
from tests.browser.visit import drop, says, text_of, visit, walk
from tests.makers import make_fit

SPEED_MPS = 3.0
TODAY = datetime.now(UTC).date()


def runs(folder: Path, *told: tuple[int, float]) -> list[Path]:
    """FIT files of runs so many days ago and so many kilometres long."""
    files = []
    for days_ago, km in told:
        noon = datetime.combine(TODAY - timedelta(days=days_ago), datetime.min.time(), tzinfo=UTC)
        n = round(1000 * km / SPEED_MPS) + 1
        file = folder / f"run-{days_ago}-days-ago.fit"
        file.write_bytes(make_fit(n=n, started=fit_time(noon + timedelta(hours=6))))
        files.append(file)
    return files


def usual(since_days_ago: int, *, km: float = 12.0) -> Sequence[tuple[int, float]]:
    """A run of the same length every fourth day, up to five days ago."""
    return [(days_ago, km) for days_ago in range(since_days_ago, 4, -4)]


@pytest.fixture
def load_of(make_server: Callable[[], Server], page: Page, tmp_path: Path) -> Callable[..., str]:
    """Drop a history on an empty server, and read the page Load."""

    def read(*told: tuple[int, float]) -> str:
        visit(page, make_server().url, "Upload")
        drop(page, runs(tmp_path, *told))
        says(page, f"{len(told)} runs are in")
        walk(page, "Load")
        return text_of(page)

    return read


def test_a_third_longer_than_the_month_before_is_to_watch(load_of: Callable[..., str]) -> None:
    said = load_of(*usual(45), (1, 16.0))
    assert "16.0 km is 33 % longer than your longest run of the last 30 days (12.0 km" in said
    assert (
        "In 5205 runners, runs 10–100 % longer than that were followed by about 1.5–1.6 times as "
        "many overuse injuries as runs within 10 %. Most such runs cause no injury." in said
    )
    assert "watch" in said.lower()


def test_more_than_twice_the_longest_asks_to_act(load_of: Callable[..., str]) -> None:
    said = load_of(*usual(45, km=6.0), (1, 12.6))
    assert "12.6 km is 110 % longer than your longest run of the last 30 days (6.0 km" in said
    assert "about 2.3 times as many overuse injuries" in said
    assert "act" in said.lower()


def test_28_days_of_import_say_what_is_missing(load_of: Callable[..., str]) -> None:
    said = load_of(*usual(27), (1, 16.0))
    first = TODAY - timedelta(days=27)
    assert f"Reference incomplete: your history begins on {short(first)}" in said
    assert "No sudden jump" not in said


def short(day: date) -> str:
    """As the sentences write a day of this year."""
    return f"{day.day} {day:%b}"
