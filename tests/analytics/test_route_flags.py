"""Turns, descent, and the same way again: what each says, and when nothing is said."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from analytics.flags.downhill import downhill_load
from analytics.flags.turns import turn_level
from analytics.ways import same_way
from core.findings import Evidence, Flag, Level, Side, Tone
from core.schemas import ACTIVITIES, ROUTES
from tests import naive
from tests.analytics.judged import TODAY, evidence, flag
from tests.makers import make_activities

RIGHT = {"turn_left_deg": 200.0, "turn_right_deg": 1000.0}
LOOP = list(range(100))


def runs_of(*told: dict[str, Any], until: date = TODAY, **frames: pl.DataFrame) -> Evidence:
    """Runs two days apart, the last one today."""
    n = len(told)
    rows = [
        {"local_date": TODAY - timedelta(days=2 * (n - 1 - i))} | row for i, row in enumerate(told)
    ]
    return evidence(make_activities(*rows), until=until, **frames)


def turns(*told: dict[str, Any]) -> Flag:
    return flag("TURN_BIAS", runs_of(*told))


def mirrored(row: dict[str, Any]) -> dict[str, Any]:
    swap = {"left": "right", "right": "left"}
    return {
        name.replace(side, swap[side]): value
        for name, value in row.items()
        for side in swap
        if f"_{side}_" in name
    }


def test_turns_that_go_one_way_are_told_with_the_way() -> None:
    found = turns(*[RIGHT] * 6)
    assert (found.level, found.side, found.tone) == (Level.ACT, Side.RIGHT, Tone.INFO)
    assert found.value == pytest.approx(800 / 1200)
    assert found.text.startswith("Most of your turns go right.")


def test_swapping_left_and_right_turns_swaps_only_the_way() -> None:
    one, other = turns(*[RIGHT] * 6), turns(*[mirrored(RIGHT)] * 6)
    assert (one.level, one.n_runs) == (other.level, other.n_runs)
    assert (other.side, other.value) == (Side.LEFT, pytest.approx(-(one.value or 0)))


def test_a_long_run_weighs_more_than_a_short_one() -> None:
    long_way = RIGHT | {"distance_m": 20_000.0}
    short_back = mirrored(RIGHT) | {"distance_m": 2_000.0}
    assert (turns(*[long_way, short_back] * 3).value or 0) > 0.4


@pytest.mark.parametrize("n", [0, 1, 5])
def test_under_six_runs_that_turn_nothing_is_said(n: int) -> None:
    found = turns(*[RIGHT] * n, {"turn_left_deg": 100.0, "turn_right_deg": 900.0}, {})
    assert (found.level, found.side) == (Level.INSUFFICIENT, Side.NONE)
    assert f"It takes {6 - n} more." in found.text


@pytest.mark.parametrize(("left_deg", "n_runs"), [(180.0, 6), (179.0, 0)])
def test_a_run_counts_from_three_full_turns_on(left_deg: float, n_runs: int) -> None:
    found = turns(*[{"turn_left_deg": left_deg, "turn_right_deg": 900.0}] * 6)
    assert found.n_runs == n_runs


def test_turns_older_than_four_weeks_do_not_speak() -> None:
    old = [RIGHT | {"local_date": TODAY - timedelta(days=28 + i)} for i in range(6)]
    assert turns(*old).level is Level.INSUFFICIENT


def test_ovals_run_one_way_are_act_whatever_the_other_turns() -> None:
    row = {"turn_left_deg": 600.0, "turn_right_deg": 600.0, "oval_left_m": 4200.0}
    found = turns(*[row] * 6)
    assert (found.level, found.side) == (Level.ACT, Side.LEFT)


@pytest.mark.parametrize(
    ("left_m", "right_m", "level"),
    [
        (25_000, 0, Level.ACT),
        (24_999, 0, Level.OK),
        (26_000, 12_999, Level.ACT),
        (26_000, 13_000, Level.OK),
        (26_000, 25_000, Level.OK),
    ],
)
def test_25_kilometres_on_ovals_are_act_unless_half_as_many_go_the_other_way(
    left_m: float, right_m: float, level: Level
) -> None:
    assert turn_level(0.1, 1.0, ovals_m=(left_m, right_m)) is level
    assert turn_level(0.1, 1.0, ovals_m=(right_m, left_m)) is level


@pytest.mark.parametrize("seed", range(30))
def test_turns_agree_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    lean = chance.uniform(-0.9, 0.9)
    made = []
    for _ in range(chance.randint(6, 12)):
        share = min(1.0, max(0.0, 0.5 + lean / 2 + chance.uniform(-0.4, 0.4)))
        turned = chance.uniform(1100, 4000)
        made.append((turned * (1 - share), turned * share, chance.uniform(3000, 20_000)))
    found = turns(
        *(
            {"turn_left_deg": left, "turn_right_deg": right, "distance_m": metres}
            for left, right, metres in made
        )
    )
    assert found.level.name.lower() == naive.turn_level(made)


@pytest.mark.parametrize("seed", range(20))
def test_descent_agrees_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(50):
        week, before = chance.uniform(0, 1200), [chance.uniform(0, 500) for _ in range(4)]
        level = downhill_load(week, before)[2]
        assert level.name.lower() == naive.downhill_level(week, before)


@pytest.mark.parametrize(
    ("week", "before", "level"),
    [
        (450, [300.0] * 4, Level.OK),
        (501, [300.0] * 4, Level.WATCH),
        (600, [300.0] * 4, Level.WATCH),
        (601, [300.0] * 4, Level.ACT),
        (299, [1.0] * 4, Level.WATCH),
        (300, [0.0] * 4, Level.ACT),
        (0, [0.0] * 4, Level.OK),
        (None, [300.0] * 4, Level.INSUFFICIENT),
        (900, [300.0, 300.0, None, 300.0], Level.INSUFFICIENT),
        (900, [300.0] * 3, Level.INSUFFICIENT),
    ],
)
def test_both_the_ratio_and_the_metres_must_be_beyond(
    week: float | None, before: Sequence[float | None], level: Level
) -> None:
    assert downhill_load(week, before)[2] is level


def descents(*down_m: float | None, **columns: Any) -> Flag:
    """A run in the middle of each of the last weeks, the oldest first."""
    n = len(down_m)
    rows = [
        {"local_date": TODAY - timedelta(days=7 * (n - 1 - i) + 3), "descent_m": down} | columns
        for i, down in enumerate(down_m)
    ]
    first = {"local_date": TODAY - timedelta(days=7 * n), "sport": "cycling"}
    return flag("DOWNHILL_LOAD", evidence(make_activities(first, *rows)))


def test_a_week_with_much_descent_is_told_in_times_the_usual() -> None:
    found = descents(260.0, 300.0, 280.0, 240.0, 620.0)
    assert (found.level, found.tone, found.n_runs) == (Level.ACT, Tone.INFO, 1)
    assert found.text.startswith("This week had 2.3 times your usual descent (620 m).")


def test_descent_after_four_flat_weeks_has_no_ratio_and_says_so() -> None:
    found = descents(0.0, 0.0, 0.0, 0.0, 620.0)
    assert (found.level, found.value) == (Level.ACT, None)
    assert "the four weeks before had none" in found.text


def test_a_run_without_altitude_leaves_the_weeks_unknown() -> None:
    found = descents(260.0, None, 280.0, 240.0, 620.0)
    assert found.level is Level.INSUFFICIENT
    assert "has no altitude" in found.text


@pytest.mark.parametrize("sub_sport", ["treadmill", "indoor_running", "indoor"])
def test_a_treadmill_has_no_descent_and_that_is_known(sub_sport: str) -> None:
    assert descents(*[None] * 5, sub_sport=sub_sport).level is Level.OK


def test_a_short_history_says_how_many_days_it_takes() -> None:
    found = descents(260.0, 300.0, 620.0)
    assert found.level is Level.INSUFFICIENT
    assert "It takes 13 more days of history." in found.text


@pytest.mark.parametrize(("days_ago", "level"), [(34, Level.ACT), (33, Level.INSUFFICIENT)])
def test_five_weeks_with_today_are_enough_history(days_ago: int, level: Level) -> None:
    rows = [{"local_date": TODAY - timedelta(days=days_ago), "descent_m": 10.0}]
    rows += [{"local_date": TODAY, "descent_m": 620.0}]
    assert flag("DOWNHILL_LOAD", evidence(make_activities(*rows))).level is level


def test_descent_that_was_not_imported_for_a_week_is_unknown() -> None:
    row = {"local_date": TODAY - timedelta(days=60), "descent_m": 100.0}
    given = evidence(make_activities(row), until=TODAY - timedelta(days=7))
    found = flag("DOWNHILL_LOAD", given)
    assert (found.level, found.text) == (Level.INSUFFICIENT, "Nothing added since 15 Nov.")


def cells(*ways: Sequence[int]) -> pl.DataFrame:
    """ROUTES: the cells of runs 1, 2, ..."""
    rows = [
        {"activity_id": run, "cell_id": cell} for run, way in enumerate(ways, 1) for cell in way
    ]
    return pl.DataFrame(rows, schema=ROUTES.dtypes)


def mono(*ways: Sequence[int], **columns: Any) -> Flag:
    return flag("ROUTE_MONO", runs_of(*[columns] * len(ways), routes=cells(*ways)))


def other_way(number: int) -> list[int]:
    return list(range(1000 * number, 1000 * number + 100))


def test_one_way_for_most_of_the_distance_is_told() -> None:
    found = mono(*[LOOP] * 7, other_way(1), other_way(2), other_way(3))
    assert (found.level, found.value, found.tone) == (Level.WATCH, pytest.approx(70), Tone.INFO)
    assert found.text.startswith("70 % of your distance is one route.")
    assert found.run_ids == (1, 2, 3, 4, 5, 6, 7)


@pytest.mark.parametrize(("n", "level"), [(5, Level.OK), (6, Level.WATCH), (8, Level.ACT)])
def test_the_limits_of_one_way_belong_to_the_upper_level(n: int, level: Level) -> None:
    assert mono(*[LOOP] * n, *(other_way(i) for i in range(1, 11 - n))).level is level


def test_the_other_way_round_counts_apart() -> None:
    assert mono(*[LOOP, LOOP[::-1]] * 5).level is Level.OK


def test_a_loop_that_begins_elsewhere_is_the_same_way() -> None:
    turned = [LOOP[k:] + LOOP[:k] for k in range(0, 100, 10)]
    assert mono(*turned).level is Level.ACT


def test_under_eight_runs_with_positions_nothing_is_said() -> None:
    found = mono(*[LOOP] * 7)
    assert (found.level, found.value) == (Level.INSUFFICIENT, None)
    assert "You have 7 of the 8 runs" in found.text


def test_eight_runs_are_enough_by_their_ways_or_by_what_was_told_of_their_surface() -> None:
    assert mono(*[LOOP] * 8).level is Level.ACT
    assert flag("ROUTE_MONO", runs_of(*[{"surface": "road"}] * 8)).level is Level.ACT


@pytest.mark.parametrize(("n_ways", "n_told"), [(2, 7), (7, 2), (0, 7)])
def test_what_is_missing_is_counted_from_what_is_known_best(n_ways: int, n_told: int) -> None:
    rows = [{"surface": "road" if at < n_told else None} for at in range(7)]
    found = flag("ROUTE_MONO", runs_of(*rows, routes=cells(*[LOOP] * n_ways)))
    assert found.text.startswith("You have 7 of the 8 runs")
    assert found.text.endswith("It takes 1 more.")


def test_one_surface_that_the_runner_told_counts_too() -> None:
    found = flag("ROUTE_MONO", runs_of(*[{"surface": "road"}] * 9, {"surface": "trail"}))
    assert found.level is Level.ACT
    assert found.text.startswith("90 % of your distance is on one surface (road).")


@pytest.mark.parametrize("seed", range(20))
def test_ways_agree_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    ways = []
    for _ in range(8):
        kept = [cell for cell in LOOP if chance.random() > 0.1]
        start = chance.randrange(len(kept))
        way = kept[start:] + kept[:start]
        ways.append([*way[:: chance.choice([1, -1])], chance.randrange(200, 300)])
    found = same_way(cells(*ways), list(range(1, 9)))
    plain = [[naive.same_way(one, other) for other in ways] for one in ways]
    assert found.tolist() == plain


def test_the_order_of_the_runs_does_not_matter() -> None:
    ways = [LOOP, LOOP[::-1], LOOP, other_way(1)]
    routes = cells(*ways)
    mixed = pl.concat([routes.filter(pl.col("activity_id") == run) for run in (4, 2, 1, 3)])
    assert same_way(mixed, [1, 2, 3, 4]).tolist() == same_way(routes, [1, 2, 3, 4]).tolist()


@pytest.mark.parametrize("name", ["TURN_BIAS", "DOWNHILL_LOAD", "ROUTE_MONO"])
def test_a_runner_without_a_run_is_told_what_it_takes(name: str) -> None:
    found = flag(name, evidence(ACTIVITIES.empty()))
    assert found.level is Level.INSUFFICIENT
    assert "take" in found.text.lower()
