from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.athlete import Pain, Profile
from core.findings import Review
from core.plan import Note, WeekPlan
from tests.makers import (
    MadeRun,
    make_balance_flag,
    make_flag,
    make_leans,
    make_review,
    usual_runs,
)
from tests.plan_makers import make_plan, make_session
from views import session

APP = Path(__file__).parents[2] / "app.py"
PLAN = make_plan(make_session())
BALANCE = {
    "flags": (make_balance_flag(run_ids=tuple(range(5))),),
    "leans": make_leans((1.6, 1.4, 1.9, 1.2, 1.7)),
}


def opened(
    monkeypatch: pytest.MonkeyPatch, review: Review | None = None, plan: WeekPlan = PLAN
) -> AppTest:
    """Today through the front door, with a made review or the empty store."""
    if review is not None:
        monkeypatch.setattr(session, "review", lambda: review)
        monkeypatch.setattr(session, "plan", lambda: plan)
        monkeypatch.setattr(session, "coming_plan", lambda: plan)
    page = AppTest.from_file(APP, default_timeout=30).run()
    assert not page.exception
    return page


def charts(page: AppTest) -> list[str]:
    return [chart.proto.alt for chart in page.get("vega_lite_chart")]


def said(page: AppTest) -> str:
    return " ".join(element.value for element in (*page.markdown, *page.caption))


def test_an_empty_store_points_to_upload_and_sample_data(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch)
    assert "No run is in yet" in page.info[0].value
    assert page.button(key="try_sample").label == "Try sample data"


def test_a_watch_whose_clock_is_ahead_is_the_reason_for_an_empty_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(monkeypatch, make_review(runs=(), n_ahead=1))
    assert "1 activity is dated in the future" in page.info[0].value


def test_a_plan_of_next_monday_is_not_called_that_of_this_week(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sunday = date(2026, 11, 15)  # the day before the Monday of the made plan
    leans = make_leans((1.6,) * 5, today=sunday)
    page = opened(monkeypatch, make_review(today=sunday, flags=BALANCE["flags"], leans=leans))
    assert "in next week's plan" in said(page)


def test_an_empty_store_shows_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not opened(monkeypatch).metric


def test_the_answer_stands_before_everything_else(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review())
    answer = page.header[0].value.replace("\u00a0", " ")
    assert answer == "Next run up to 13.2 km. Strength today: 24 min for thighs."


def test_three_cards_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review(**BALANCE))
    assert [card.label for card in page.metric] == [
        "Next run, up to",
        "Balance, last 5 runs",
        "Last 7 days",
    ]


def test_a_flag_has_its_sentence_its_advice_and_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(monkeypatch, make_review(**BALANCE))
    for part in (make_balance_flag().text, "What to do.", "How it was worked out.", "Malisoux"):
        assert part in said(page)


def test_a_flag_has_its_picture_beside_the_week(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(charts(opened(monkeypatch, make_review(**BALANCE)))) == 2


def test_every_chart_tells_its_message(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(charts(opened(monkeypatch, make_review(**BALANCE))))


def test_at_most_three_flags_are_open_and_the_others_folded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    flags = tuple(make_flag(id=f"MADE_{n}", title=f"Pattern {n}") for n in range(5))
    page = opened(monkeypatch, make_review(flags=flags))
    assert [head.value for head in page.subheader][:3] == ["Pattern 0", "Pattern 1", "Pattern 2"]
    assert "Also seen: 2 more" in [fold.label for fold in page.expander]


def test_the_exercises_of_the_next_session_carry_dose_and_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(monkeypatch, make_review())
    for part in ("Single-leg sit-to-stand", "Equal work for each leg."):
        assert part in said(page)


def test_an_empty_plan_gives_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = make_plan(notes=(Note(code="no_day_fits", text="No day of your week fits."),))
    page = opened(monkeypatch, make_review(), plan)
    assert "No strength this week." in page.header[0].value
    assert "No day of your week fits." in said(page)


@pytest.mark.parametrize(
    "runs",
    [
        (MadeRun(days_ago=0),),
        (MadeRun(days_ago=200),),
        tuple(MadeRun(days_ago=n, distance_m=None, load_au=None) for n in range(9)),
        usual_runs(weeks=40),
    ],
    ids=["one run", "long ago", "all unknown", "120 runs"],
)
def test_any_history_is_shown_without_a_fault(
    monkeypatch: pytest.MonkeyPatch, runs: tuple[MadeRun, ...]
) -> None:
    assert opened(monkeypatch, make_review(runs=runs)).header


def test_a_sunday_after_all_sessions_says_that_the_week_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = opened(monkeypatch, make_review(today=date(2026, 11, 22)))
    assert "days are over" in said(page)


def test_what_hurts_stands_in_amber_above_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Profile(pains=(Pain(tag="knee", score=6),))
    page = opened(monkeypatch, make_review(profile=told))
    assert page.warning[0].value.startswith("Your knee hurts, 6 of 10.")
    assert page.header[0].value.startswith("Your knee hurts, 6 of 10:")
