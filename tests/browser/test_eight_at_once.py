"""Eight people's worth of browser sessions on one server: eight right results."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Visitor
from tests.browser.server import Server
from tests.browser.stored import device_totals, row_of
from tests.browser.visit import drop, says, uploaded, visit
from tests.corpus import corpus_file

FILES = (
    "fit/fr920xt-run-balance-stryd.fit",
    "fit/garmin-fenix-5-run.fit",
    "fit/suunto9-run.fit",
    "fit/fr955-run-stryd-2024.fit",
    "fit/fenix5x-run-stryd-dev-dynamics.fit",
    "fit/FR920xt-with-runscribe-plus.fit",
    "fit/20200813_run_garmin_fenix_6.fit",
    "fit/garmin-runPower-2.fit",
)


def test_eight_uploads_at_once_give_eight_right_results(server: Server, visitor: Visitor) -> None:
    files = [corpus_file(name) for name in FILES]
    pages = [visitor().page for _ in FILES]
    for page in pages:
        visit(page, server.url, "Upload")
    for page, file in zip(pages, files, strict=True):
        drop(page, [file])
    for page in pages:
        uploaded(page)
    for page in pages:
        visit(page, server.url, "Upload")
        says(page, "8 runs are in")
    found = [row_of(server.database, Path(name).name)["distance_m"] for name in FILES]
    wanted = [device_totals(name)["total_distance"] for name in FILES]
    assert found == pytest.approx(wanted, rel=1e-6)
