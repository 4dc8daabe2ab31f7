"""The 42-day and the 7-day load, unknown days, and continuing from an earlier answer."""

from __future__ import annotations

import random
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.curves import decay_alpha, decayed
from analytics.imputed import imputed_load, with_imputed
from analytics.series import series, stop_notice
from core.schemas import DAYS, LOADS, SERIES
from tests import naive

START = date(2026, 1, 1)
Known = float | None


def days_of(loads: list[Known], other: list[Known] | None = None) -> pl.DataFrame:
    calendar = [START + timedelta(days=at) for at in range(len(loads))]
    columns = {
        "local_date": pl.Series(calendar, dtype=pl.Date),
        "load_au": pl.Series(loads, dtype=pl.Float64),
        "other_load_au": pl.Series(other or [0.0] * len(loads), dtype=pl.Float64),
    }
    return DAYS.complete(pl.DataFrame(columns))


def loads_of(
    loads: list[Known], *, timer_s: Known = 3600.0, sport: str = "running"
) -> pl.DataFrame:
    """An activity on every day that is no day of rest."""
    rows = [
        (START + timedelta(days=at), sport, timer_s, load)
        for at, load in enumerate(loads)
        if load is None or load > 0
    ]
    columns = {
        "local_date": pl.Date,
        "sport": pl.String,
        "timer_s": pl.Float64,
        "load_au": pl.Float64,
    }
    return LOADS.complete(pl.DataFrame(rows, schema=columns, orient="row"))


def made(loads: list[Known], **how: object) -> pl.DataFrame:
    return series(days_of(loads), loads_of(loads), **how)


def random_loads(seed: int, n: int = 200, *, unknown: float = 0.1) -> list[Known]:
    chance = random.Random(seed)
    picks = [chance.uniform(20, 150) if chance.random() < 0.6 else 0.0 for _ in range(n)]
    return [None if load and chance.random() < unknown else load for load in picks]


def test_the_answer_is_a_series() -> None:
    SERIES.check(made(random_loads(1)))


def test_nothing_stored_has_no_series() -> None:
    assert series(DAYS.empty(), LOADS.empty()).is_empty()


@pytest.mark.parametrize("convention", ["exp", "inverse", "span"])
@pytest.mark.parametrize("seed", range(5))
def test_both_curves_agree_with_plain_loops(seed: int, convention: str) -> None:
    found = made(random_loads(seed, unknown=0.2), convention=convention)
    for name, n_days in (("load_42_au", 42), ("load_7_au", 7)):
        plain = naive.curve(found["load_au"].to_list(), alpha=decay_alpha(n_days, convention))
        assert found[name].to_list() == pytest.approx(plain, nan_ok=False)


@pytest.mark.parametrize("seed", range(5))
def test_filled_loads_agree_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    runs = [
        (
            START + timedelta(days=chance.randint(0, 200)),
            chance.choice(["running", "running", "cycling"]),
            chance.choice([None, 0.0, 1800.0, 3600.0, 5400.0]),
            chance.choice([None, chance.uniform(20, 150)]),
        )
        for _ in range(80)
    ]
    columns = ("local_date", "sport", "timer_s", "load_au")
    table = LOADS.complete(pl.DataFrame(runs, schema=columns, orient="row"))
    plain = [naive.imputed(runs, index) for index in range(len(runs))]
    assert with_imputed(table)["filled_au"].to_list() == pytest.approx(plain)


def test_an_unknown_convention_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown convention"):
        decay_alpha(42, "geometric")


@pytest.mark.parametrize("convention", ["exp", "inverse", "span"])
@given(load=st.floats(0, 500), seed=st.floats(0, 500))
def test_a_constant_load_is_where_the_curve_goes(convention: str, load: float, seed: float) -> None:
    line = decayed([load] * 1000, decay_alpha(42, convention), seed=seed)
    assert line[-1] == pytest.approx(load, abs=1e-6)


@given(loads=st.lists(st.floats(0, 300), min_size=1, max_size=80))
def test_a_rest_day_never_raises_a_curve_and_never_leaves_it_unknown(loads: list[float]) -> None:
    long = made([*loads, *[100.0] * 30, 0.0])["load_42_au"]
    assert long.null_count() == 0
    assert long[-1] < long[-2]


def test_the_seed_is_the_mean_of_the_first_four_weeks() -> None:
    found = made([70.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0] * 4 + [500.0])
    assert found["load_42_au"][0] == pytest.approx(10 + decay_alpha(42) * 60)


def test_the_difference_is_what_was_brought_to_the_start() -> None:
    found = made(random_loads(2, unknown=0))
    before = found["load_42_au"][-2] - found["load_7_au"][-2]
    assert found["difference_au"][-1] == pytest.approx(before)


def test_the_ramp_is_against_a_week_ago() -> None:
    found = made(random_loads(2, unknown=0))
    assert found["ramp_au"][-1] == found["load_42_au"][-1] - found["load_42_au"][-8]
    assert found["ramp_au"].head(7).null_count() == 7


def test_the_first_42_days_warm_up() -> None:
    found = made([50.0] * 50)
    assert found["is_warming_up"].to_list() == [True] * 42 + [False] * 8


def test_an_unknown_run_is_filled_by_its_timer_and_not_by_its_moving_time() -> None:
    known, unknown = loads_of([60.0] * 5), loads_of([0.0] * 5 + [None])
    stood = unknown.with_columns(moving_s=pl.lit(1800.0))
    assert with_imputed(pl.concat([known, stood]))["filled_au"][-1] == pytest.approx(60.0)


def test_an_unknown_run_is_filled_from_the_runners_own_median() -> None:
    found = made([52.0, 60.0, 48.0, 70.0, 55.0, None])
    assert found["load_au"][-1] == 55.0
    assert found["is_imputed"].to_list() == [False] * 5 + [True]


def test_the_other_runs_of_an_unknown_day_keep_their_load() -> None:
    known = [60.0] * 5
    more = pl.concat([loads_of([*known, None]), loads_of([0.0] * 5 + [40.0])])
    assert series(days_of([*known, None]), more)["load_au"][-1] == 100.0


@pytest.mark.parametrize(("age", "filled"), [(90, 60.0), (91, None)])
def test_a_run_of_more_than_90_days_ago_tells_nothing(age: int, filled: Known) -> None:
    loads: list[Known] = [*[60.0] * 5, *[0.0] * (age - 5), None]
    assert made(loads)["load_au"][-1] == filled


def test_four_known_runs_are_no_basis_and_the_curves_stop() -> None:
    found = made([50.0] * 4 + [None, 0.0, 0.0])
    stopped = found.filter(pl.col("load_au").is_null())
    assert stopped["local_date"].to_list() == [START + timedelta(days=4)]
    assert stopped.select("load_42_au", "load_7_au", "ramp_au").row(0) == (None, None, None)
    assert stopped["is_imputed"].to_list() == [False]


def test_after_a_stop_the_curves_start_anew_and_warm_up_again() -> None:
    found = made([50.0] * 4 + [None] + [20.0] * 43)
    after = found.tail(43)
    assert after["load_42_au"].to_list() == pytest.approx([20.0] * 43)
    assert after["is_warming_up"].to_list() == [True] * 42 + [False]
    assert after["difference_au"][0] is None


def test_a_run_without_duration_cannot_be_filled() -> None:
    known: list[Known] = [50.0] * 6
    blank = loads_of([0.0] * 6 + [None], timer_s=None)
    found = series(days_of([*known, None]), pl.concat([loads_of(known), blank]))
    assert found["load_au"][-1] is None


def test_a_ride_tells_nothing_of_a_run() -> None:
    rides = loads_of([50.0] * 6, sport="cycling")
    runs = loads_of([0.0] * 6 + [None])
    found = series(days_of([0.0] * 6 + [None]), pl.concat([rides, runs]))
    assert found["load_au"][-1] is None


def test_other_sports_count_only_where_the_runner_wants_them() -> None:
    days = days_of([50.0, 0.0], [30.0, 20.0])
    assert series(days, LOADS.empty())["load_au"].to_list() == [50.0, 0.0]
    both = series(days, LOADS.empty(), with_other_sports=True)
    assert both["load_au"].to_list() == [80.0, 20.0]


def test_an_unknown_ride_is_filled_from_rides() -> None:
    rides: list[Known] = [30.0] * 5 + [None]
    days = days_of([10.0] * 6, rides)
    found = series(days, loads_of(rides, sport="cycling"), with_other_sports=True)
    assert found["load_au"].to_list() == [40.0] * 6
    assert found["is_imputed"].to_list() == [False] * 5 + [True]


changes = st.lists(st.sampled_from([None, 0.0, 40.0, 90.0]), max_size=120)


@settings(max_examples=60, deadline=None)
@given(old=changes, new=changes, n_same=st.integers(0, 120))
def test_continuing_equals_computing_all(old: list[Known], new: list[Known], n_same: int) -> None:
    now = old[:n_same] + new
    assert made(now, before=made(old)).equals(made(now))


@pytest.mark.parametrize("seed", range(20))
def test_a_run_added_anywhere_equals_computing_all(seed: int) -> None:
    loads = random_loads(seed, unknown=0.05)
    at = random.Random(seed).randint(0, len(loads) - 1)
    now = [*loads[:at], 77.0, *loads[at + 1 :]]
    assert made(now, before=made(loads)).equals(made(now))


def test_continuing_does_not_touch_the_days_before_the_change() -> None:
    loads = random_loads(3, unknown=0)
    marked = made(loads).with_columns(load_42_au=pl.col("load_42_au") + 1)
    found = made([*loads[:-1], 500.0], before=marked)
    assert found["load_42_au"].head(199).equals(marked["load_42_au"].head(199))


def test_a_stop_says_its_day_and_what_is_missing() -> None:
    loads: list[Known] = [*[50.0] * 4, None, *[20.0] * 42]
    table = loads_of(loads).with_columns(missing=pl.lit("no heart rate"))
    notice = stop_notice(made(loads), table)
    assert notice is not None
    assert "stop on 5 Jan 2026" in notice
    assert "has no load (no heart rate), and" in notice


@pytest.mark.parametrize("loads", [[50.0] * 60, [None] + [50.0] * 43, []])
def test_there_is_no_notice_where_numbers_are_shown(loads: list[Known]) -> None:
    assert stop_notice(made(loads), loads_of(loads)) is None


@pytest.mark.parametrize("rates", [[], [50.0] * 4, [50.0, 50.0, 50.0, 50.0, None]])
def test_fewer_than_five_known_runs_are_no_basis(rates: list[Known]) -> None:
    assert imputed_load(3600, rates) is None
