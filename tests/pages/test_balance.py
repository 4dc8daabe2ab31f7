from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from core.athlete import Pain, Profile
from core.findings import Level, Review, Side, Tone
from tests.makers import MadeRun, make_balance_flag, make_leans, make_review, usual_runs
from tests.plan_makers import make_plan, make_session
from views import session

APP = Path(__file__).parents[2] / "app.py"
OPEN = make_balance_flag(
    level=Level.INSUFFICIENT,
    tone=Tone.NONE,
    side=Side.NONE,
    value=None,
    low=None,
    high=None,
    n_runs=2,
    text="Collecting data. It takes 1 more run.",
)


def leaning(*leans_pp: float | None, **told: Any) -> Review:
    flag = told.pop("flag", make_balance_flag(run_ids=tuple(range(len(leans_pp)))[-5:]))
    return make_review(leans=make_leans(leans_pp), flags=(flag,), **told)


USUAL = leaning(0.3, 0.4, 1.6, 1.4, 1.9, 1.2, 1.7)


def opened(monkeypatch: pytest.MonkeyPatch, review: Review | None = None) -> AppTest:
    """Balance through the front door, with a made review or the empty store."""
    if review is not None:
        monkeypatch.setattr(session, "review", lambda: review)
        monkeypatch.setattr(session, "coming_plan", lambda: make_plan(make_session()))
    front = AppTest.from_file(APP, default_timeout=30).run()
    page = front.switch_page("pages/2_Balance.py").run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    return " ".join(element.value for element in (*page.markdown, *page.caption))


def test_an_empty_store_says_which_sensor_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch)
    assert "wrist records no balance" in page.info[0].value
    assert page.button(key="try_sample").label == "Try sample data"


def test_the_answer_names_the_side_and_the_share(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = opened(monkeypatch, USUAL).header[0].value.replace("\u00a0", " ")
    assert answer == (
        "Your left foot stays down a little longer: :orange[51.6 % left] in 5 of 5 runs."
    )


def test_three_cards_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, USUAL)
    assert [card.label for card in page.metric] == [
        "Left foot down",
        "Runs over 51 % left",
        "Time with a balance",
    ]


def test_the_chart_tells_its_message(monkeypatch: pytest.MonkeyPatch) -> None:
    (chart,) = opened(monkeypatch, USUAL).get("vega_lite_chart")
    assert chart.proto.alt == (
        "7 runs with balance in 91 days. The last 5 have a median of 51.6 % left."
    )


def test_another_window_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, USUAL)
    page.segmented_control(key="balance_window").set_value("1 year").run()
    (chart,) = page.get("vega_lite_chart")
    assert "in 365 days" in chart.proto.alt


def test_every_run_stands_in_the_table_with_why_it_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    table = opened(monkeypatch, USUAL).dataframe[0].value
    assert {"yes", "no balance recorded"} <= set(table["Counted"])


def test_the_advice_names_what_to_train_and_why(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, USUAL)
    assert "**One-leg strength:** equal work for each leg" in said(page)


@pytest.mark.parametrize(
    "review",
    [USUAL, leaning(1.0, 1.2, flag=OPEN), make_review(flags=(OPEN,))],
    ids=["watch", "too few", "no sensor"],
)
def test_the_stop_rules_are_always_open(monkeypatch: pytest.MonkeyPatch, review: Review) -> None:
    assert "pain over 3 of 10 while running" in said(opened(monkeypatch, review))


def test_too_few_runs_say_how_many_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, leaning(1.0, 1.2, flag=OPEN))
    assert page.header[0].value == "Not enough data yet: 2 of 3 runs."
    assert "1 more run" in said(page)


def test_runs_without_balance_show_no_empty_chart(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review(flags=(OPEN,)))
    assert not page.get("vega_lite_chart")
    assert "wrist records no balance" in said(page)


@pytest.mark.parametrize(
    "review",
    [
        leaning(0.4, flag=OPEN, runs=[MadeRun(days_ago=1)]),
        leaning(*[None] * 9, flag=OPEN),
        leaning(*[0.1 * n for n in range(100)], runs=usual_runs(weeks=40)),
    ],
    ids=["one run", "all unknown", "100 runs"],
)
def test_any_history_is_shown_without_a_fault(
    monkeypatch: pytest.MonkeyPatch, review: Review
) -> None:
    assert opened(monkeypatch, review).header


def test_a_run_too_short_to_judge_opens_the_page_with_all_ranges(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    review = make_review(runs=[MadeRun(days_ago=2)], flags=(replace(OPEN, n_runs=0),))
    shares = pl.lit(52.5).alias("avg_stance_balance_left_pct")
    page = opened(monkeypatch, replace(review, activities=review.activities.with_columns(shares)))
    assert "1 run has a balance" in said(page)
    assert page.get("button_group")[0].value == "All"
    assert len(page.dataframe[0].value) == 1


def test_what_hurts_stands_in_amber_above_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review(profile=Profile(pains=(Pain(tag="knee", score=6),))))
    assert page.warning[0].value.startswith("Your knee hurts, 6 of 10.")
