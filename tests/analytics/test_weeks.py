"""Calendar weeks: sums, change, monotony and strain."""

from __future__ import annotations

import random
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.weeks import monotony, strain, weeks
from core.schemas import DAYS, WEEKS
from tests import naive

MONDAY = date(2026, 11, 2)
LATER = date(2027, 6, 1)
Known = float | None


def days_of(
    km: list[Known], *, since: date = MONDAY, loads: list[Known] | None = None
) -> pl.DataFrame:
    columns = {
        "local_date": [since + timedelta(days=at) for at in range(len(km))],
        "n_runs": [int(one != 0) for one in km],
        "distance_m": pl.Series(
            [None if one is None else one * 1000 for one in km], dtype=pl.Float64
        ),
        "load_au": pl.Series(km if loads is None else loads, dtype=pl.Float64),
    }
    return DAYS.complete(pl.DataFrame(columns))


def of_week(formula: object, week: list[Known], **how: object) -> Known:
    days = pl.DataFrame({"load": pl.Series(week, dtype=pl.Float64)})
    return days.select(formula(pl.col("load"), **how)).item()


def made(km: list[Known], *, today: date = LATER, **how: object) -> pl.DataFrame:
    begins_on_sunday = bool(how.pop("begins_on_sunday", False))
    return WEEKS.check(weeks(days_of(km, **how), today=today, begins_on_sunday=begins_on_sunday))


FORTY = [0.0, 8.0, 0.0, 8.0, 0.0, 8.0, 16.0]


def test_a_week_begins_on_monday() -> None:
    found = made(FORTY + FORTY[:2])
    assert found["week_start"].to_list() == [MONDAY, MONDAY + timedelta(days=7)]
    assert found["n_days"].to_list() == [7, 2]
    assert found["distance_m"].to_list() == [40_000.0, 8_000.0]


def test_a_week_begins_on_sunday_where_the_runner_says_so() -> None:
    found = made(FORTY + FORTY[:2], begins_on_sunday=True)
    assert found["week_start"].to_list() == [date(2026, 11, 1), date(2026, 11, 8)]
    assert found["n_days"].to_list() == [6, 3]


@pytest.mark.parametrize(("begins_on_sunday", "weekday"), [(False, 0), (True, 6)])
@pytest.mark.parametrize("seed", range(5))
def test_sums_agree_with_plain_loops(seed: int, begins_on_sunday: bool, weekday: int) -> None:
    chance = random.Random(seed)
    km: list[Known] = [chance.choice([None, 0.0, 5.0, 12.0]) for _ in range(100)]
    since = MONDAY + timedelta(days=chance.randint(0, 6))
    found = made(km, since=since, begins_on_sunday=begins_on_sunday)
    told = [(since + timedelta(days=at), one and one * 1000) for at, one in enumerate(km)]
    plain = naive.week_sums(told, weekday=weekday)
    assert dict(found.select("week_start", "distance_m").rows()) == plain


def test_the_change_is_against_the_week_before() -> None:
    more = [0.0, 10.0, 0.0, 10.0, 0.0, 12.0, 20.0]
    assert made(FORTY + more)["change_pct"].to_list() == [None, pytest.approx(30.0)]


def test_after_a_week_of_nothing_there_is_no_change_in_percent() -> None:
    assert made([0.0] * 7 + FORTY)["change_pct"].to_list() == [None, None]


def test_an_unknown_distance_leaves_its_week_and_the_next_without_change() -> None:
    found = made([*FORTY, None, *FORTY[1:], *FORTY, *FORTY])
    assert found["change_pct"].to_list() == [None, None, None, 0.0]


def test_a_week_under_way_is_not_judged() -> None:
    found = made(FORTY + FORTY[:6])
    judged = found.select("change_pct", "monotony_ratio", "strain_au").row(1)
    assert judged == (None, None, None)


def test_the_last_day_of_a_week_is_not_over_on_that_day() -> None:
    sunday = MONDAY + timedelta(days=13)
    assert made(FORTY + FORTY, today=sunday)["change_pct"].to_list() == [None, None]
    monday = made(FORTY + FORTY, today=sunday + timedelta(days=1))
    assert monday["change_pct"].to_list() == [None, 0.0]


def test_the_week_after_a_week_that_began_late_has_no_change() -> None:
    found = made(FORTY[2:] + FORTY, since=MONDAY + timedelta(days=2))
    assert found["change_pct"].to_list() == [None, None]


def test_an_unknown_day_leaves_the_week_without_monotony() -> None:
    found = made(FORTY, loads=[None, *FORTY[1:]])
    assert found.select("load_au", "monotony_ratio", "strain_au").row(0) == (None, None, None)


week = st.lists(st.one_of(st.none(), st.floats(0, 500)), min_size=7, max_size=7)


@given(loads=week, ddof=st.sampled_from([0, 1]))
def test_monotony_agrees_with_a_plain_loop(loads: list[Known], ddof: int) -> None:
    assert of_week(monotony, loads, ddof=ddof) == pytest.approx(naive.monotony(loads, ddof=ddof))


@given(loads=st.permutations([600.0, 200.0, 400.0, 500.0, 100.0, 650.0, 0.0]))
def test_monotony_does_not_depend_on_the_order_of_days(loads: list[Known]) -> None:
    assert of_week(monotony, loads) == pytest.approx(1.3816986)


@pytest.mark.parametrize("k", [0.001, 1.609344, 250.0])
def test_scaling_all_loads_leaves_monotony_and_scales_strain(k: float) -> None:
    loads = [600.0, 200.0, 400.0, 500.0, 100.0, 650.0, 0.0]
    scaled = [k * load for load in loads]
    assert of_week(monotony, scaled) == pytest.approx(of_week(monotony, loads))
    assert of_week(strain, scaled) == pytest.approx(k * of_week(strain, loads))


@pytest.mark.parametrize(
    ("loads", "value"), [([60.0] * 7, 10.0), ([0.0] * 7, None), ([60.0] * 6, None)]
)
def test_days_all_alike_are_capped_and_nothing_is_no_monotony(
    loads: list[Known], value: Known
) -> None:
    assert of_week(monotony, loads) == value


def test_nothing_stored_has_no_week() -> None:
    assert weeks(DAYS.empty(), today=LATER).is_empty()
