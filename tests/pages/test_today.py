from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

import pipeline
from core.athlete import Pain, Profile
from core.diary import ManualActivity
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
from tests.pages.reading import APP, charts, said
from tests.plan_makers import make_plan, make_session
from views import hand, session

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


NOW = datetime(2026, 11, 19, 18, tzinfo=UTC)  # the made runs start at noon
RECENT = [MadeRun(days_ago=n, distance_m=9000.0) for n in (40, 20, 1, 0)]


def asked(monkeypatch: pytest.MonkeyPatch, review: Review) -> AppTest:
    """Today in the evening of the made day; what is told is written down, not stored."""
    monkeypatch.setattr(session, "now", lambda: NOW)
    return opened(monkeypatch, review)


def efforts_kept(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int | None]]:
    kept: list[tuple[int, int | None]] = []
    monkeypatch.setattr(hand, "say_effort", lambda *said: kept.append(said))
    monkeypatch.setattr(hand, "has_told_effort", lambda _: False)
    return kept


def scale(page: AppTest, key: str) -> Any:
    return next(group for group in page.button_group if group.key == key)


def test_an_effort_is_told_by_one_click(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = efforts_kept(monkeypatch)
    page = asked(monkeypatch, make_review(runs=RECENT))
    scale(page, "effort_3").set_value(5).run()
    assert not page.exception
    assert kept == [(3, 5)]


def test_no_effort_is_kept_by_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = efforts_kept(monkeypatch)
    page = asked(monkeypatch, make_review(runs=RECENT))
    page.run()
    assert kept == []
    assert scale(page, "effort_3").value is None


def test_a_skipped_run_is_not_asked_about_again(monkeypatch: pytest.MonkeyPatch) -> None:
    efforts_kept(monkeypatch)
    page = asked(monkeypatch, make_review(runs=RECENT))
    page.button(key="skip_3").click().run()
    assert not page.exception
    titles = [head.value for head in page.subheader]
    assert "How hard was today's run?" not in titles
    assert "How hard was yesterday's run?" in titles


def test_the_effort_of_a_watch_is_shown_and_not_kept_as_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = efforts_kept(monkeypatch)
    review = make_review(runs=RECENT[:-1])
    rated = review.activities.with_columns(rpe_index=pl.lit(6.5))
    page = asked(monkeypatch, replace(review, activities=rated))
    assert "Yesterday's run: 6.5 of 10, says your watch" in [fold.label for fold in page.expander]
    assert kept == []


def test_what_hurts_is_kept_in_the_diary_and_in_the_profile() -> None:
    page = with_a_run()
    page.selectbox(key="day_place_0").set_value("knee")
    scale(page, "day_side_0").set_value("left")
    scale(page, "day_pain_0").set_value(6)
    page.button(key="keep_day").click().run()
    assert not page.exception
    assert page.header[0].value.startswith("Your knee hurts, 6 of 10:")
    store = pipeline.open_default_store(os.environ)
    assert pipeline.diary.frame(store)["place"].to_list() == ["knee"]
    assert pipeline.athletes.profile(store).pains == (Pain(tag="knee", score=6),)


def test_a_pain_without_its_place_is_refused_at_its_field() -> None:
    page = with_a_run()
    scale(page, "day_pain_0").set_value(6)
    page.button(key="keep_day").click().run()
    assert "Where does it hurt?" in page.error[0].value
    assert scale(page, "day_pain_0").value == 6


def test_an_illness_ends_all_advice_on_distance_until_it_is_over() -> None:
    page = with_a_run()
    page.button(key="ill").click().run()
    assert page.header[0].value.startswith("You are ill since")
    assert page.metric[0].value == "–"
    page.button(key="well").click().run()
    assert page.header[0].value.startswith("Next run up to")


def with_a_run() -> AppTest:
    """Today of a runner who typed in one run, with a store behind it."""
    now = datetime.now(UTC)
    run = ManualActivity(
        sport="running",
        start_time=now - timedelta(hours=30),
        local_date=(now - timedelta(hours=30)).date(),
        duration_s=2530,
        distance_m=8000,
    )
    pipeline.add_manual(pipeline.open_default_store(os.environ), run, today=now.date())
    page = AppTest.from_file(APP, default_timeout=30).run()
    assert not page.exception
    return page
