"""What the pages say of combinations that only the real pipeline makes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.findings import Level, Review
from core.load_cause import LoadState
from tests.makers import make_blocks
from tests.pages.reading import APP, said
from tests.plan_makers import make_plan, make_session
from tests.real_review import make_real_review
from views import session, words

TODAY = date(2026, 11, 19)
PAGES = ("1_Today", "2_Balance", "3_Load")
STRAP = {"balance_sensor": "HRM-Pro #1", "avg_stance_balance_left_pct": 51.5}


def ran(days_ago: int, km: float | None = 10.0, **told: Any) -> dict[str, Any]:
    """A run of ACTIVITIES as many days ago."""
    metres = None if km is None else 1000 * km
    return {"local_date": TODAY - timedelta(days=days_ago), "distance_m": metres, **told}


def leaning(leans_pp: tuple[float, ...], *, every_days: int = 4) -> Review:
    """Runs with a strap, the last one yesterday, after an older one without."""
    first = 1 + every_days * (len(leans_pp) - 1)
    rows = [ran(first - every_days * n, **STRAP) for n in range(len(leans_pp))]
    wobble = [0.1 * (n % 5 - 2) for n in range(20)]
    blocks = [
        make_blocks(n, stance_balance_left_pct=[50 + lean + each for each in wobble])
        for n, lean in enumerate(leans_pp, start=1)
    ]
    return make_real_review(*rows, ran(70), today=TODAY, blocks=blocks)


EVERY_THIRD_DAY = tuple(ran(ago) for ago in range(60, 2, -3))


# Histories whose verdicts are open, or whose last run hides what came before.
HISTORIES: dict[str, Callable[[], Review]] = {
    "last run without distance": lambda: make_real_review(*EVERY_THIRD_DAY, ran(1, None)),
    "two runs of a newcomer": lambda: make_real_review(ran(4, 5.0), ran(1, 12.0)),
    "one run": lambda: make_real_review(ran(1)),
    "jump before a short run": lambda: make_real_review(
        *EVERY_THIRD_DAY, ran(2, 25.0), ran(1, 3.0)
    ),
    "sides swapped": lambda: leaning((1.6, 1.5, 1.7, 1.6, 1.5, -1.6, -1.5, -1.7, -1.6, -1.5)),
    "two runs with a strap": lambda: leaning((1.6, 1.5)),
    "nothing imported for a month": lambda: make_real_review(
        *(ran(ago) for ago in range(90, 40, -3)), last_import=TODAY - timedelta(days=40)
    ),
    "only in the future": lambda: make_real_review(ran(-3)),
    "two straps on one day": lambda: leaning((1.6, 1.5, 1.7, 1.6), every_days=0),
}


@cache
def review_of(name: str) -> Review:
    """What the pipeline finds in one of the histories."""
    return HISTORIES[name]()


def opened(monkeypatch: pytest.MonkeyPatch, review: Review, page: str) -> AppTest:
    """A page of the app over a real review."""
    plan = make_plan(make_session())
    for name, value in (("review", review), ("plan", plan), ("coming_plan", plan)):
        monkeypatch.setattr(session, name, lambda value=value: value)
    front = AppTest.from_file(APP, default_timeout=30)
    shown = front.switch_page(f"pages/{page}.py").run()
    assert not shown.exception
    return shown


def flag(review: Review, name: str) -> Level:
    return next(each.level for each in review.flags if each.id == name)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", HISTORIES)
def test_no_page_calls_fine_what_the_flags_leave_open(
    monkeypatch: pytest.MonkeyPatch, name: str, page: str
) -> None:
    review = review_of(name)
    told = said(opened(monkeypatch, review, page))
    if flag(review, "SESSION_SPIKE") is Level.INSUFFICIENT:
        assert not re.search(r"No sudden jump|Nothing stands out\.", told)
    if flag(review, "GCT_BALANCE") is Level.INSUFFICIENT:
        assert not re.search(r"\bEven\.|\beven\b, ±", told)
        assert page != "2_Balance" or words.FINE.badge not in told


NAMED = {
    "1_Today": "at most: 25.0 km on Tuesday was a jump.",
    "3_Load": "at most: 25.0 km on Tuesday was a jump.",
}


@pytest.mark.parametrize("page", NAMED)
def test_a_red_load_is_named_with_its_run(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    review = review_of("jump before a short run")
    assert review.load_state is LoadState.RED
    told = said(opened(monkeypatch, review, page))
    assert NAMED[page] in told
    assert "No sudden jump" not in told
    assert "Nothing stands out" not in told


def test_swapped_sides_are_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    review = review_of("sides swapped")
    assert flag(review, "GCT_BALANCE") is Level.INSUFFICIENT
    told = said(opened(monkeypatch, review, "2_Balance"))
    assert "No verdict: has your balance changed sides?" in told
    assert "Not enough data yet" not in told


def test_a_month_without_an_import_is_no_month_without_a_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = said(opened(monkeypatch, review_of("nothing imported for a month"), "1_Today"))
    assert "nothing added since Sat 10 Oct" in told
    assert "No run in the last 30 days" not in told
