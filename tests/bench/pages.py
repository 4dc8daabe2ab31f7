"""What each page costs with a thousand stored runs: `python -m tests.bench.pages`.

`--runs 5000 --room Load` asks for more runs, and for one page only.

Server time is that of a rerun in this process (AppTest): the first of a session with empty caches,
and the median of the ones after it. Bytes are those that a real Chromium gets over the websocket:
when the page is opened by its address, and when it is walked to again in the same session. The
first picture is the first chart in a browser that has been here before, from the start of the
navigation. No page here reads a run's seconds, so only its first minute is stored.
"""

from __future__ import annotations

import argparse
import base64
import logging
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
import streamlit as st
from playwright.sync_api import CDPSession, Page, sync_playwright
from streamlit.testing.v1 import AppTest

import pipeline
from analytics.summary import summarise
from core.activity import Activity, Summary
from core.intake import BatchKind
from ingest import read_activities
from store import pack
from tests.browser.server import BROWSER_ARGS, HOUSE, Server, find_chromium
from tests.browser.visit import ROOMS, title_of, visit, walk
from tests.routing import turn_old_router_off

N_RUNS = 1000
N_RERUNS = 7
KEPT_RECORDS = 60
FIRST_PICTURE = """
new MutationObserver(() => {
  const drawn = "[data-testid=stVegaLiteChart] :is(canvas, svg.marks)";
  if (window.firstPicture === undefined && document.querySelector(drawn))
    window.firstPicture = performance.now();
}).observe(document, { subtree: true, childList: true });
"""
SAMPLE_SPAN = timedelta(weeks=16)
FILES = {title_of(room): f"pages/{n}_{title_of(room)}.py" for n, room in enumerate(ROOMS, start=1)}


def fill(store: pipeline.Store, *, now: datetime, n_runs: int) -> int:
    """Store the sample runner's weeks again and again, each time further back."""
    weeks = [
        (outing, summarise(outing))
        for _, data in pipeline.sample_files(until=now.date())
        for outing in read_activities(data, "sample.fit").activities
    ]
    batch_id = pipeline.batches.begin(store, BatchKind.UPLOAD, created_at=now)
    for n in range(n_runs):
        back = SAMPLE_SPAN * (n // len(weeks))
        part = _moved(*weeks[n % len(weeks)], back=back)
        packed = pack(f"run {n}".encode(), filename=f"run-{n}.fit", kind="fit", parts=[part])
        pipeline.activities.put(store, packed, batch_id=batch_id)
    pipeline.batches.leave(store, batch_id, is_finished=True)
    return pipeline.activities.frame(store).height


def _moved(outing: Activity, summary: Summary, *, back: timedelta) -> tuple[Activity, Summary]:
    start = outing.start_time - back
    row = summary.row.with_columns(
        start_time=pl.col("start_time") - back, local_date=pl.lit(start.date())
    )
    records = outing.records.head(KEPT_RECORDS).with_columns(time=pl.col("time") - back)
    return replace(outing, start_time=start, records=records), replace(summary, row=row)


def server_times(room: str) -> tuple[float, float]:
    """Milliseconds of the first run of a page, and of a rerun."""
    st.cache_data.clear()
    st.cache_resource.clear()
    app = AppTest.from_file(str(HOUSE / "app.py"), default_timeout=120)
    app.switch_page(FILES[title_of(room)])
    times = [_timed(app.run) for _ in range(N_RERUNS + 1)]
    assert not app.exception, app.exception
    return times[0], statistics.median(times[1:])


def _timed(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - begun)


class Received:
    """How many bytes the websocket has brought."""

    def __init__(self, devtools: CDPSession) -> None:
        self.n_bytes = 0
        devtools.send("Network.enable")
        devtools.on("Network.webSocketFrameReceived", self._count)

    def _count(self, event: dict[str, dict[str, str]]) -> None:
        self.n_bytes += len(base64.b64decode(event["response"]["payloadData"]))

    def during(self, step: Callable[[], None]) -> float:
        """Kilobytes that a step brought."""
        before = self.n_bytes
        step()
        return (self.n_bytes - before) / 1000


def bytes_sent(page: Page, url: str, room: str) -> tuple[float, float]:
    """Kilobytes of opening a page by its address, and of walking to it again."""
    received = Received(page.context.new_cdp_session(page))
    opened = received.during(lambda: visit(page, url, room))
    walk(page, "Profile" if room != "Profile" else "Upload")
    return opened, received.during(lambda: walk(page, room))


def first_picture(page: Page, url: str, room: str) -> float | None:
    """Milliseconds to the first chart of a page whose files the browser knows; None without one."""
    page.add_init_script(FIRST_PICTURE)
    visit(page, url, room)
    shown: float | None = page.evaluate("window.firstPicture")
    return shown


def asked() -> argparse.Namespace:
    """How many runs, and which pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=N_RUNS)
    parser.add_argument("--room", choices=ROOMS, action="append")
    return parser.parse_args()


def main() -> None:
    """Fill a store, measure the pages, print the table."""
    wanted = asked()
    logging.disable(logging.WARNING)  # that there is no server here is no news
    chromium = find_chromium()
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        server = Server(Path(folder))
        os.environ["EVENSTRIDE_DB"] = server.database
        turn_old_router_off(patch)
        store = pipeline.open_default_store(os.environ)
        print(f"{fill(store, now=datetime.now(UTC), n_runs=wanted.runs)} runs stored.\n")
        heads = ("first run, ms", "rerun, ms", "opened, kB", "walked to again, kB")
        print(f"| page | {' | '.join(heads)} | first picture, ms |")
        print("|---|---|---|---|---|---|")
        rooms = wanted.room or ROOMS
        server_times(rooms[0])  # imports are paid once, by whichever page is first
        server.start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=list(BROWSER_ARGS))
            for room in rooms:
                first, again = server_times(room)
                page = browser.new_page()
                opened, walked = bytes_sent(page, server.url, room)
                shown = first_picture(page, server.url, room)
                print(
                    f"| {title_of(room)} | {first:.0f} | {again:.0f} "
                    f"| {opened:.0f} | {walked:.0f} | {'–' if shown is None else round(shown)} |"
                )
            browser.close()
        server.stop()


if __name__ == "__main__":
    main()
