"""What the page of a three-hour run costs: `python -m tests.bench.run_page`.

Server time is that of a rerun in this process (AppTest): the first of a session with empty caches,
and the median of the ones after it. Bytes, the time to the last chart and the time from a brush to
its table are those of a real Chromium, warm: the page was open before.
"""

from __future__ import annotations

import logging
import os
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from playwright.sync_api import Page, sync_playwright
from streamlit.testing.v1 import AppTest

import pipeline
from core.intake import Drop
from tests.bench.pages import Received
from tests.browser.server import BROWSER_ARGS, HOUSE, Server, find_chromium
from tests.browser.visit import arrive, settle
from tests.makers import make_fit
from tests.routing import turn_old_router_off

N_SECONDS = 3 * 3600
N_RERUNS = 7
MADE_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
WARM_S, MOST_KB, BRUSH_S = 1.5, 300, 0.3  # issue 5
TOP_LANE = ".st-key-lane_speed_mps [data-testid=stVegaLiteChart]"
TABLE = ".st-key-part [data-testid=stDataFrame]"


def three_hours() -> bytes:
    """A run of three hours with every channel that a watch and a strap record."""
    wave = [second % 97 - 48 for second in range(N_SECONDS)]
    return make_fit(
        n=N_SECONDS,
        distance=[3.0 * second for second in range(N_SECONDS)],
        enhanced_speed=[3.0 + 0.004 * each for each in wave],
        heart_rate=[150 + each // 10 for each in wave],
        cadence=[85 + each // 24 for each in wave],
        power=[250 + each for each in wave],
        enhanced_altitude=[100 + 0.2 * each for each in wave],
        stance_time=[240 + 0.2 * each for each in wave],
        stance_time_balance=[51 + 0.01 * each for each in wave],
        vertical_oscillation=[80 + 0.1 * each for each in wave],
        position_lat=[47 + 1e-5 * second for second in range(N_SECONDS)],
        position_long=[8 + 2e-6 * each for each in wave],
    )


def server_times(run_id: int) -> tuple[float, float]:
    """Milliseconds of the first run of the page, and of a rerun."""
    st.cache_data.clear()
    st.cache_resource.clear()
    app = AppTest.from_file(str(HOUSE / "app.py"), default_timeout=120).run()
    app.query_params["run"] = str(run_id)
    app.switch_page("pages/4_Run.py")
    times = []
    for _ in range(N_RERUNS + 1):
        begun = time.perf_counter()
        app.run()
        times.append(1000 * (time.perf_counter() - begun))
    assert not app.exception, app.exception
    return times[0], statistics.median(times[1:])


def opened(page: Page, url: str, run_id: int) -> float:
    """Seconds until every chart is drawn."""
    begun = time.perf_counter()
    page.goto(f"{url}/Run?run={run_id}")
    arrive(page, "Run")
    return time.perf_counter() - begun


def brushed(page: Page) -> float:
    """Seconds from the end of a brush to the table that it fills."""
    box = page.locator(TOP_LANE).bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.4 * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], y, steps=5)
    before = page.locator(TABLE).bounding_box()
    assert before is not None
    begun = time.perf_counter()
    page.mouse.up()
    grown = "([name, was]) => document.querySelector(name).getBoundingClientRect().height > was + 9"
    page.wait_for_function(grown, arg=[TABLE, before["height"]], timeout=20_000)
    return time.perf_counter() - begun


def main() -> None:
    """Store the run, measure its page, print the table."""
    logging.disable(logging.WARNING)  # that there is no server here is no news
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        server = Server(Path(folder))
        os.environ["EVENSTRIDE_DB"] = server.database
        turn_old_router_off(patch)
        store = pipeline.open_default_store(os.environ)
        drop = Drop(sources=[("long.fit", three_hours())], created_at=MADE_AT)
        pipeline.take_in_all(drop, store=store, on_progress=lambda _: None)
        (run_id,) = pipeline.activities.frame(store)["activity_id"]
        server_times(run_id)  # imports are paid once
        first, again = server_times(run_id)
        server.start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=list(BROWSER_ARGS)
            )
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            opened(page, server.url, run_id)
            received = Received(page.context.new_cdp_session(page))
            warm = [opened(page, server.url, run_id) for _ in range(3)]
            kilobytes = received.n_bytes / 1000 / len(warm)
            settle(page)
            to_table = brushed(page)
            browser.close()
        server.stop()
    print(f"A run of three hours at 1 Hz, {N_SECONDS} seconds, nine lanes\n")
    print("| what | measured | wanted |\n|---|---|---|")
    print(f"| server, first run | {first:.0f} ms | |")
    print(f"| server, rerun | {again:.0f} ms | |")
    print(f"| browser, warm, to the last chart | {min(warm):.2f} s | {WARM_S} s |")
    print(f"| websocket, one opening | {kilobytes:.0f} kB | {MOST_KB} kB |")
    print(f"| brush to table | {1000 * to_table:.0f} ms | {1000 * BRUSH_S:.0f} ms |")


if __name__ == "__main__":
    main()
