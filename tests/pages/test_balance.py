from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from core.athlete import Pain, Profile
from core.findings import Level, Review
from tests.makers import (
    OPEN_BALANCE,
    MadeRun,
    make_balance_flag,
    make_blocks,
    make_leans,
    make_review,
    usual_runs,
)
from tests.pages.reading import APP, said
from tests.plan_makers import make_plan, make_session
from tests.real_review import make_real_review
from views import balance_sides, hand, session
from views.balance_charts import PODS, STRAP

OPEN = make_balance_flag(
    **OPEN_BALANCE,
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
    front = AppTest.from_file(APP, default_timeout=30)
    page = front.switch_page("pages/2_Balance.py").run()
    assert not page.exception
    return page


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
        "Change from your usual",
        "Runs over 51 % left",
    ]


def test_the_chart_tells_its_message(monkeypatch: pytest.MonkeyPatch) -> None:
    chart = opened(monkeypatch, USUAL).get("vega_lite_chart")[0]
    assert chart.proto.alt == (
        "7 runs with balance in 84 days. The last 5 have a median of 51.6 % left."
    )


def test_another_window_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, USUAL)
    page.segmented_control(key="balance_window").set_value("1 year").run()
    chart = page.get("vega_lite_chart")[0]
    assert "in 365 days" in chart.proto.alt


def test_the_table_says_why_each_run_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, USUAL)
    assert not page.dataframe  # it is sent when it is opened


def test_the_advice_names_what_to_train(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, USUAL)
    assert "**What to do.** Train one-leg strength" in said(page)


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


def test_what_hurts_stands_in_amber_above_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review(profile=Profile(pains=(Pain(tag="knee", score=6),))))
    assert page.warning[0].value.startswith("Your knee hurts, 6 of 10.")


def test_where_it_comes_from_has_a_card_for_every_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {heading.value for heading in opened(monkeypatch, USUAL).subheader}
    assert {"Late in long runs", "Speed", "Slope", "Bends", "Shoes", "After a hard day"} <= shown


def test_thin_data_refuse_to_say_where_it_comes_from(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, leaning(1.0, 1.2, flag=OPEN))
    assert "**Too little to compare yet.**" in said(page)


def test_a_runner_without_a_sensor_is_led_to_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, make_review(flags=(OPEN,)))
    assert "What you can find out without a sensor" in [each.value for each in page.subheader]
    assert "two tests to start with" in said(page).lower()
    assert "Test your legs" in [link.proto.label for link in page.get("page_link")]


def constant() -> Review:
    flag = replace(OPEN, n_runs=0, text="Your sensor wrote one and the same balance.")
    leans = make_leans((1.5, 1.5)).with_columns(
        is_constant=pl.lit(value=True), is_eligible=pl.lit(value=False)
    )
    review = make_review(leans=leans, flags=(flag,))
    told = {"avg_stance_balance_left_pct": pl.lit(51.5), "is_balance_constant": pl.lit(value=True)}
    return replace(review, activities=review.activities.with_columns(**told))


def test_a_constant_balance_is_no_balance(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, constant())
    assert page.header[0].value.startswith("Nothing was measured")
    assert "one and the same balance from start to end" in page.info[0].value
    assert "Nothing was measured" in page.header[0].value


def test_strap_and_pods_of_one_run_stand_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    strap = make_leans((1.0, 1.2, 1.1)).with_columns(measure=pl.lit(STRAP))
    pods = make_leans((-0.4, -0.5, -0.6)).with_columns(measure=pl.lit(PODS))
    flag = make_balance_flag(run_ids=(0, 1, 2))
    page = opened(monkeypatch, make_review(leans=pl.concat([strap, pods]), flags=(flag,)))
    assert "Two sensors on the same runs" in [each.value for each in page.subheader]
    assert "51.1 % left ±0.4" in said(page)
    assert "50.6 % right ±0.4" in said(page)


def flipped() -> Review:
    flag = replace(OPEN, n_runs=5, run_ids=(5, 6, 7, 8, 9), text="Changed sides.")
    review = leaning(1.6, 1.5, 1.7, 1.6, 1.5, -1.6, -1.5, -1.7, -1.6, -1.5, flag=flag)
    runs = review.activities.sort("start_time").head(10)
    return replace(review, activities=runs.with_columns(activity_id=pl.int_range(10)))


@pytest.mark.parametrize(("button", "value"), [("swap_yes", True), ("swap_no", False)])
def test_a_change_of_sides_is_asked_about_and_the_answer_kept(
    monkeypatch: pytest.MonkeyPatch, button: str, value: bool
) -> None:
    kept: dict[int, Any] = {}
    monkeypatch.setattr(hand, "change", lambda run, changes: kept.update({run: changes[0].value}))
    page = opened(monkeypatch, flipped())
    assert "Are the pods swapped, or is the strap turned?" in [e.value for e in page.subheader]
    page.button(key=button).click().run()
    assert kept == dict.fromkeys(range(5, 10), value)


def test_a_yes_brings_the_verdict_back() -> None:
    strap = {"balance_sensor": "HRM-Pro #1", "avg_stance_balance_left_pct": 51.5}
    leans = (1.6, 1.5, 1.7, 1.6, 1.5, -1.6, -1.5, -1.7, -1.6, -1.5)
    first = date(2026, 11, 18) - timedelta(days=3 * len(leans))

    def level(*, is_yes: bool | None) -> Level:
        rows = [
            {"local_date": first + timedelta(days=3 * n), "distance_m": 9000.0, **strap}
            | {"is_swapped": is_yes if n >= 5 else None}
            for n in range(len(leans))
        ]
        wobble = [0.1 * (n % 5 - 2) for n in range(20)]
        blocks = [
            make_blocks(n, stance_balance_left_pct=[50 + lean + each for each in wobble])
            for n, lean in enumerate(leans, start=1)
        ]
        review = make_real_review(*rows, today=date(2026, 11, 19), blocks=blocks)
        asked = balance_sides.question(review)
        flag = next(each for each in review.flags if each.id == "GCT_BALANCE")
        assert (asked is None) is bool(is_yes)
        assert asked is None or sorted(asked.swapped) == [6, 7, 8, 9, 10]
        return flag.level

    assert level(is_yes=None) is Level.INSUFFICIENT
    assert level(is_yes=True) is Level.WATCH
