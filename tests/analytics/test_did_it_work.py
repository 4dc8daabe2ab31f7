"""A block of strength work looked back on says what changed, how surely, and never why."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest

from analytics.did_it_work import block_from, block_starts, did_it_work
from analytics.matched import Window
from analytics.matched_points import matched_points, points_interval
from analytics.work_done import adherence, quality_sets, unknown_sets
from core.athlete import Profile
from core.effect import DidItWork, Effect, Outcome, Work
from core.findings import Evidence, Quality
from core.schemas import DIARY, SELF_TESTS, SESSIONS_DONE, SETS_DONE, SHOWN
from tests import naive
from tests.analytics.judged import TODAY, evidence
from tests.makers import STRAP, make_activities, make_blocks

BEGAN = TODAY - timedelta(days=69)  # ten weeks, today included
TRAINS = {"squat": frozenset({Quality.THIGH_STRENGTH}), "plank": frozenset({Quality.SIDE_TRUNK})}


def sessions(*days: date, **columns: Any) -> pl.DataFrame:
    rows = [
        {"log_id": n, "local_date": day, "kind": "strength", "is_finished": True} | columns
        for n, day in enumerate(days)
    ]
    return SESSIONS_DONE.complete(pl.DataFrame(rows, schema_overrides=SESSIONS_DONE.dtypes))


def shown(*days: date) -> pl.DataFrame:
    rows = [{"week": day - timedelta(days=day.weekday()), "local_date": day} for day in days]
    return SHOWN.complete(pl.DataFrame(rows, schema_overrides=SHOWN.dtypes))


def every(days: int, since: date = BEGAN, until: date = TODAY) -> list[date]:
    return [since + timedelta(days=n) for n in range(0, (until - since).days + 1, days)]


def work(days: Sequence[date] | None = None, **frames: Any) -> Work:
    done = every(3) if days is None else days
    return Work(sessions=sessions(*done), trains=TRAINS, **frames)


def runs(
    before: Sequence[float], since: Sequence[float], *, sensors: Sequence[str] = (STRAP, STRAP)
) -> Evidence:
    """A run every five days, each of 20 flat minutes with its own lean."""
    days = [BEGAN - timedelta(days=5 * (n + 1)) for n in range(len(before))]
    days += [BEGAN + timedelta(days=5 * (n + 1)) for n in range(len(since))]
    worn = [sensors[0]] * len(before) + [sensors[1]] * len(since)
    leans = [*before, *since]
    rows = [
        {"local_date": day, "balance_sensor": sensor}
        for day, sensor in zip(days, worn, strict=True)
    ]
    chance = random.Random(5)
    blocks = [
        make_blocks(
            n,
            stance_balance_left_pct=[50 + lean + chance.gauss(0, 0.2) for _ in range(20)],
        )
        for n, lean in enumerate(leans, start=1)
    ]
    return evidence(make_activities(*rows), pl.concat(blocks))


def balance(given: Evidence) -> Effect:
    return did_it_work(given, work(), began_on=BEGAN).effects[0]


SPREAD = (-0.3, 0.2, 0.0, -0.1, 0.3, 0.1, -0.2, 0.0)
NEARER = runs([2.0 + x for x in SPREAD], [0.8 + x for x in SPREAD])
SAME = runs([2.0 + x for x in SPREAD], [2.1 - x for x in SPREAD])
NO_RUNS = evidence(make_activities({"local_date": BEGAN - timedelta(days=70)}))


def test_a_balance_that_came_nearer_to_even_is_a_change_for_the_better() -> None:
    found = balance(NEARER)
    assert (found.outcome, found.is_better) == (Outcome.CHANGED, True)
    assert found.change == pytest.approx(-1.2, abs=0.2)
    assert (found.low or 0) < -1.2 < (found.high or 0) < 0


def test_a_balance_that_went_from_even_is_a_change_for_the_worse() -> None:
    found = balance(runs([0.8 + x for x in SPREAD], [2.0 + x for x in SPREAD]))
    assert (found.outcome, found.is_better) == (Outcome.CHANGED, False)


def test_a_balance_within_its_interval_is_no_change_seen() -> None:
    found = balance(SAME)
    assert (found.outcome, found.is_better) == (Outcome.NO_CHANGE, None)
    assert found.text.startswith("No change seen.")


def test_a_change_below_the_sensors_own_error_is_no_change_however_sure() -> None:
    assert balance(runs([2.0] * 12, [1.8] * 12)).outcome is Outcome.NO_CHANGE


def test_a_new_sensor_in_between_is_not_enough_data() -> None:
    new = runs([2.0 + x for x in SPREAD], [0.8 + x for x in SPREAD], sensors=(STRAP, "Other"))
    found = balance(new)
    assert (found.outcome, found.change, found.n_before) == (Outcome.UNKNOWN, None, 0)


@pytest.mark.parametrize(("n_before", "n_since"), [(4, 8), (8, 4)])
def test_four_runs_on_one_side_are_not_enough_data(n_before: int, n_since: int) -> None:
    found = balance(runs([2.0] * n_before, [0.8] * n_since))
    assert found.outcome is Outcome.UNKNOWN
    assert f"{n_before} and {n_since}" in found.text


def test_speeds_that_only_one_time_knows_are_not_compared() -> None:
    given = runs([2.0] * 8, [0.8] * 8)
    faster = pl.when(pl.col("activity_id") > 8).then(4.0).otherwise(3.0)
    moved = given.blocks.with_columns(speed_mps=faster)
    found = balance(evidence(given.activities, moved))
    assert found.outcome is Outcome.UNKNOWN


def test_the_same_input_gives_the_same_answer() -> None:
    assert did_it_work(NEARER, work()) == did_it_work(NEARER, work())


@pytest.mark.parametrize("seed", range(10))
def test_matched_points_agree_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    now, base = (
        [(chance.gauss(m, 1), chance.randint(10, 13)) for _ in range(chance.randint(15, 60))]
        for m in (1, 2)
    )
    found = matched_points(window(now), window(base))
    plain = naive.matched_points(by_bin(now), by_bin(base))
    assert (found and found.change) == pytest.approx(plain)


def window(blocks: Sequence[tuple[float, int]], n_runs: int = 1) -> Window:
    values, bins = (np.array(part) for part in zip(*blocks, strict=True))
    run = np.arange(len(values)) % n_runs
    return Window(values=values, bins=bins, run=run, n_runs=n_runs)


def by_bin(blocks: Sequence[tuple[float, int]]) -> naive.Bins:
    return {b: [value for value, other in blocks if other == b] for _, b in blocks}


def made_window(chance: np.random.Generator, n_runs: int) -> Window:
    middles = chance.normal(1.5, 0.6, n_runs)
    run = np.repeat(np.arange(n_runs), 15)
    values = chance.normal(middles[run], 0.5)
    return Window(values=values, bins=np.full(len(run), 12), run=run, n_runs=n_runs)


def test_the_interval_of_no_change_seldom_leaves_zero_out() -> None:
    chance, n_out = np.random.default_rng(7), 0
    for _ in range(120):
        now, base = made_window(chance, 6), made_window(chance, 6)
        found = matched_points(now, base)
        assert found is not None
        interval = points_interval(now, base, found)
        assert interval is not None
        n_out += not interval.low <= 0 <= interval.high
    assert n_out <= 14  # 6 expected of 120; 15 would be one in a thousand


def self_tests(*rows: tuple[str, int, float | None, float | None]) -> Evidence:
    """Self-tests: name, days after the block began, left, right."""
    made = [
        {
            "test_id": n,
            "test": name,
            "taken_on": BEGAN + timedelta(days=days),
            "left_value": left,
            "right_value": right,
        }
        for n, (name, days, left, right) in enumerate(rows)
    ]
    frame = SELF_TESTS.complete(pl.DataFrame(made, schema_overrides=SELF_TESTS.dtypes))
    return evidence(NO_RUNS.activities, self_tests=frame)


def of_test(*rows: tuple[str, int, float | None, float | None]) -> Effect:
    return did_it_work(self_tests(*rows), work(), began_on=BEGAN).effects[1]


@pytest.mark.parametrize(
    ("now", "outcome", "is_better"),
    [
        (24.0, Outcome.CHANGED, True),
        (23.0, Outcome.NO_CHANGE, None),
        (12.0, Outcome.CHANGED, False),
    ],
)
def test_the_weaker_side_changed_once_it_is_beyond_the_error_of_the_test(
    now: float, outcome: Outcome, is_better: bool | None
) -> None:
    found = of_test(("ST_CALF", -3, 18.0, 27.0), ("ST_CALF", 50, now, 27.0))
    assert (found.before, found.after) == (18.0, now)
    assert (found.outcome, found.is_better) == (outcome, is_better)


def test_fewer_seconds_for_five_rises_are_better() -> None:
    found = of_test(("ST_SIT_STAND", 0, 12.0, 12.0), ("ST_SIT_STAND", 50, 9.0, 9.0))
    assert (found.outcome, found.is_better) == (Outcome.CHANGED, True)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("ST_CALF", 8, 18.0, 27.0), ("ST_CALF", 50, 27.0, 27.0)], "from before"),
        ([("ST_CALF", -71, 18.0, 27.0), ("ST_CALF", 50, 27.0, 27.0)], "from before"),
        ([("ST_CALF", 0, 18.0, 27.0), ("ST_CALF", 27, 27.0, 27.0)], "fifth week"),
        ([("ST_CALF", 0, None, 27.0), ("ST_CALF", 50, 27.0, 27.0)], "no number"),
    ],
)
def test_a_test_that_cannot_be_compared_is_not_enough_data(rows: Any, said: str) -> None:
    found = of_test(*rows)
    assert (found.outcome, found.change) == (Outcome.UNKNOWN, None)
    assert said in found.text


def test_no_session_is_no_block() -> None:
    found = did_it_work(NEARER, Work())
    assert (found.block, found.effects) == (None, ())


@pytest.mark.parametrize(("days", "is_judged"), [(40, False), (41, True)])
def test_six_weeks_are_the_least_that_is_looked_back_on(days: int, is_judged: bool) -> None:
    began = TODAY - timedelta(days=days)
    assert bool(did_it_work(NEARER, work(every(3, since=began))).effects) is is_judged


def test_a_block_ends_after_twelve_weeks_and_the_next_begins() -> None:
    since = TODAY - timedelta(days=100)
    starts = block_starts(work(every(1, since=since)), today=TODAY)
    assert starts == (since, since + timedelta(days=84))


@pytest.mark.parametrize(("gap", "n_blocks"), [(21, 1), (22, 2)])
def test_three_weeks_without_a_session_begin_a_new_block(gap: int, n_blocks: int) -> None:
    done = work([BEGAN, BEGAN + timedelta(days=gap)])
    assert len(block_starts(done, today=TODAY)) == n_blocks


def test_a_block_that_was_broken_off_ends_a_week_after_its_last_session() -> None:
    broken = work(every(3, until=BEGAN + timedelta(days=15)))
    block = block_from(BEGAN, broken, today=TODAY)
    assert (block.n_days, block.is_over, block.is_long_enough) == (22, True, False)
    assert "ended after 22 days" in did_it_work(NEARER, broken).text


def test_the_newest_block_of_six_weeks_goes_before_a_younger_one() -> None:
    old, new = every(3, until=BEGAN + timedelta(days=42)), [TODAY]
    found = did_it_work(NEARER, work([*old, *new])).block
    assert found is not None
    assert found.began_on == BEGAN


def kept(done: Sequence[date], planned: Sequence[date]) -> tuple[int, int]:
    told = work(done, shown=shown(*planned))
    found = adherence(told, block_from(BEGAN, work(), today=TODAY))
    return found.n_done, found.n_more


@pytest.mark.parametrize("seed", range(10))
def test_adherence_agrees_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    done, planned = (
        [BEGAN + timedelta(days=chance.randrange(70)) for _ in range(20)] for _ in range(2)
    )
    assert kept(done, planned) == naive.weeks_kept(planned, done)


def test_a_session_done_late_belongs_to_the_week_that_it_was_planned_for() -> None:
    sunday = BEGAN + timedelta(days=13 - BEGAN.weekday())
    late = Work(
        sessions=sessions(sunday + timedelta(days=1), planned_for=sunday), shown=shown(sunday)
    )
    assert adherence(late, block_from(BEGAN, late, today=sunday)).n_done == 1


def test_without_a_plan_shown_there_is_no_share() -> None:
    found = did_it_work(NEARER, work()).adherence
    assert found is not None
    assert (found.n_shown, found.share_pct) == (0, None)


def test_both_sides_of_a_set_are_one_set_of_each_quality() -> None:
    rows = [
        {"log_id": 1, "local_date": BEGAN, "exercise_id": exercise, "set_index": n, "side": side}
        for exercise, n, side in [
            ("squat", 0, "left"), ("squat", 0, "right"), ("squat", 1, "left"), ("plank", 0, "none"),
            ("juggling", 0, "none"),
        ]
    ]  # fmt: skip
    frame = SETS_DONE.complete(pl.DataFrame(rows, schema_overrides=SETS_DONE.dtypes))
    told = work(sets=frame)
    block = block_from(BEGAN, told, today=TODAY)
    found = {each.quality: each.n_sets for each in quality_sets(told, block)}
    assert found == {Quality.THIGH_STRENGTH: 2, Quality.SIDE_TRUNK: 1}
    assert unknown_sets(told, block) == 1


def test_where_nothing_changed_it_says_so_and_what_to_try_instead() -> None:
    found = did_it_work(SAME, work(shown=shown(*every(1))))
    assert found.text.startswith("No change seen")
    assert found.instead[0].startswith("First do it regularly")


def test_where_something_got_better_nothing_else_is_advised() -> None:
    assert did_it_work(NEARER, work()).instead == ()


def test_without_any_data_it_does_not_say_that_nothing_changed() -> None:
    found = did_it_work(NO_RUNS, work())
    assert "not enough data" in found.text
    assert "Test yourself" in found.instead[0]


def test_what_else_changed_is_said() -> None:
    rows = [{"local_date": BEGAN - timedelta(days=n), "gear": "Old"} for n in range(1, 40, 4)]
    rows += [{"local_date": BEGAN + timedelta(days=n), "gear": "New"} for n in range(1, 40, 2)]
    pain = {"local_date": BEGAN + timedelta(days=5), "kind": "pain", "score_index": 3.0}
    diary = DIARY.complete(pl.DataFrame([pain], schema_overrides=DIARY.dtypes))
    found = did_it_work(evidence(make_activities(*rows), diary=diary), work())
    assert found.also == (
        "You ran 20.0 km a week, against 10.0 km before.",
        "You ran in other shoes: New.",
        "You noted pain on 1 day, against 0 before.",
    )


def test_a_runner_of_miles_reads_how_far_they_ran_in_miles() -> None:
    rows = [{"local_date": BEGAN - timedelta(days=n)} for n in range(1, 40, 4)]
    rows += [{"local_date": BEGAN + timedelta(days=n)} for n in range(1, 40, 2)]
    found = did_it_work(evidence(make_activities(*rows), profile=Profile(is_metric=False)), work())
    assert found.also == ("You ran 12.4 mi a week, against 6.2 mi before.",)


@pytest.mark.parametrize(("km", "is_said"), [(11.9, False), (12.0, True), (8.0, True)])
def test_a_fifth_more_or_less_distance_is_said(km: float, is_said: bool) -> None:
    rows = [
        {"local_date": BEGAN + timedelta(days=n), "distance_m": 1000 * (10.0 if n < 0 else km)}
        for n in range(-70, 70)
    ]
    also = did_it_work(evidence(make_activities(*rows)), work()).also
    assert [each.startswith("You ran ") for each in also] == [True] * is_said


def test_a_distance_that_is_not_known_is_not_compared() -> None:
    rows = [{"local_date": BEGAN + timedelta(days=n)} for n in range(-40, 40, 4)]
    rows += [{"local_date": BEGAN + timedelta(days=n)} for n in range(1, 40)]
    rows += [{"local_date": BEGAN, "distance_m": None}]
    assert did_it_work(evidence(make_activities(*rows)), work()).also == ()


@pytest.mark.parametrize("found", [did_it_work(each, work()) for each in (NEARER, SAME, NO_RUNS)])
def test_nothing_claims_a_cause(found: DidItWork) -> None:
    texts = [found.text, found.caveat, *found.instead, *(each.text for each in found.effects)]
    words = " ".join(texts).lower()
    assert not {"worked", "thanks to", "because of", "cured", "fixed"} & set(words.split())
    assert "cannot show a cause" in words
