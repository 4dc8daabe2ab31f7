"""The flags that compare a runner's gait with their own past, at every level."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest

from analytics.flags import raise_flags
from core.athlete import Pain, Profile
from core.findings import Evidence, Flag, Level, Side, Tone
from core.schemas import DIARY
from tests import naive
from tests.analytics.gaited import (
    BODY,
    WEEKLY,
    even_run,
    fast_run,
    hilly_run,
    long_run,
    mirrored,
    runner,
    shuffled,
    tired_run,
)
from tests.analytics.judged import TODAY, evidence, flag, lean_runs
from tests.makers import make_activities

NORMAL = [0.3, 0.5, 0.2, 0.6, 0.4, 0.1, 0.5, 0.3]


def shift(last: list[float], *, before: list[float] | None = None, **told: object) -> Flag:
    given = lean_runs([*(NORMAL if before is None else before), *last])
    return flag("BALANCE_SHIFT", replace(given, **told))


def pain(days_ago: int, score: float = 4.0) -> pl.DataFrame:
    row = {"local_date": TODAY - timedelta(days=days_ago), "kind": "pain", "score_index": score}
    return DIARY.complete(pl.DataFrame([row]))


def test_a_balance_that_moved_is_watched_on_the_side_it_moved_to() -> None:
    found = shift([1.7, 1.5, 1.9])
    assert (found.level, found.side, found.tone) == (Level.WATCH, Side.LEFT, Tone.INFO)
    assert (found.value, found.low) == pytest.approx((1.35, 1.35 - 0.8316), abs=1e-3)
    assert found.text.startswith("Your balance moved by 1.4 points from your own normal.")


def test_a_pain_since_makes_the_same_shift_act() -> None:
    found = shift([1.7, 1.5, 1.9], diary=pain(1))
    assert found.level is Level.ACT
    assert ", and you noted pain." in found.text


@pytest.mark.parametrize("diary", [pain(9), pain(1, 0.0)])
def test_a_pain_before_or_of_nothing_does_not_count(diary: pl.DataFrame) -> None:
    assert shift([1.7, 1.5, 1.9], diary=diary).level is Level.WATCH


def test_a_pain_after_the_look_that_stands_is_not_said_of_it() -> None:
    found = shift([2.6, 2.5, 2.7, 0.3, 0.4], diary=pain(0))
    assert found.level is Level.ACT
    assert "you noted pain" not in found.text


def test_a_pain_of_the_profile_counts() -> None:
    hurts = Profile(pains=(Pain(tag="knee", score=4),))
    assert shift([1.7, 1.5, 1.9], profile=hurts).level is Level.ACT


def test_a_small_move_is_ok() -> None:
    found = shift([0.9, 1.0, 0.8])
    assert (found.level, found.side) == (Level.OK, Side.NONE)


def test_a_move_of_two_points_is_act() -> None:
    assert shift([2.6, 2.5, 2.7]).level is Level.ACT


def test_a_stable_lean_on_the_other_side_asks_and_raises_nothing() -> None:
    found = shift([-1.8, -1.7, -1.9], before=[1.8] * 8)
    assert (found.level, found.value) == (Level.INSUFFICIENT, None)
    assert "Are the pods swapped, or is the strap turned?" in found.text


def test_a_changed_side_is_a_shift_once_the_runner_said_that_nothing_was_swapped() -> None:
    given = lean_runs([*([1.8] * 8), -1.8, -1.7, -1.9])
    said = pl.Series("is_swapped", [None] * 8 + [False] * 3)
    found = flag("BALANCE_SHIFT", evidence(given.activities.with_columns(said), given.blocks))
    assert (found.level, found.side) == (Level.ACT, Side.RIGHT)


@pytest.mark.parametrize(
    ("n", "more"), [(8, "2 more runs"), (9, "1 more run "), (5, "5 more runs")]
)
def test_a_shift_says_how_many_more_runs_it_takes(n: int, more: str) -> None:
    found = shift([1.0], before=[*NORMAL, 0.3][:n])
    assert found.level is Level.INSUFFICIENT
    assert more in found.text


def test_a_shift_is_held_until_two_looks_are_ok() -> None:
    after_one = shift([1.7, 1.5, 1.9, 0.3, 0.4])
    assert after_one.level is Level.WATCH
    assert shift([1.7, 1.5, 1.9, 0.3, 0.4, 0.3, 0.4]).level is Level.OK


@pytest.mark.parametrize("seed", range(15))
def test_a_shift_agrees_with_a_history_kept_run_by_run(seed: int) -> None:
    chance = random.Random(seed)
    leans = [chance.choice([0.2, 0.3, 0.4, 1.5, 1.7]) for _ in range(chance.randint(9, 18))]
    looks = [
        naive.balance_shift(leans[: n - 3], leans[n - 3 : n], pain=False)
        for n in range(3, len(leans) + 1)
    ]
    assert shift([], before=leans).level.name.lower() == naive.kept(looks, looks[-1])


def test_a_new_sensor_has_no_normal_yet() -> None:
    given = lean_runs([*NORMAL, 1.7, 1.5, 1.9])
    worn = pl.when(pl.col("activity_id") > 8).then(pl.lit("new")).otherwise("balance_sensor")
    renewed = evidence(given.activities.with_columns(balance_sensor=worn), given.blocks)
    assert flag("BALANCE_SHIFT", renewed).level is Level.INSUFFICIENT


def fatigue(late: list[float], *, early: float = 0.8) -> Flag:
    given = runner(WEEKLY[-len(late) :], lambda n: long_run(early, late[n], seed=n))
    return flag("BALANCE_FATIGUE", given)


def test_a_difference_that_grows_late_in_three_of_five_long_runs_is_watched() -> None:
    found = fatigue([1.7, 0.8, 1.7, 0.8, 1.7])
    assert (found.level, found.side, found.n_beyond) == (Level.WATCH, Side.LEFT, 3)
    assert found.text.startswith("Late in long runs the difference between your feet grows.")


def test_two_of_five_long_runs_are_ok() -> None:
    assert fatigue([1.7, 0.8, 1.7, 0.8, 0.8]).level is Level.OK


def test_a_difference_that_grows_clearly_is_act() -> None:
    assert fatigue([2.6] * 5).level is Level.ACT


def test_late_leans_on_different_sides_do_not_add_up() -> None:
    assert fatigue([2.6, -2.6, 2.6, -2.6], early=0.0).level is Level.OK


def test_three_long_runs_are_enough() -> None:
    assert fatigue([2.6] * 3).level is Level.ACT


def test_two_long_runs_are_insufficient_and_one_more_is_asked_for() -> None:
    found = fatigue([2.6, 2.6])
    assert found.level is Level.INSUFFICIENT
    assert "1 more run " in found.text


@pytest.mark.parametrize(("moving_s", "level"), [(3599.0, Level.INSUFFICIENT), (3600.0, Level.ACT)])
def test_a_run_is_long_from_an_hour_on(moving_s: float, level: Level) -> None:
    row = {"moving_s": moving_s}
    given = runner(WEEKLY, lambda n: long_run(0.8, 2.6, seed=n), row=lambda _: row)
    assert flag("BALANCE_FATIGUE", given).level is level


def test_minutes_at_another_speed_do_not_count() -> None:
    speeds = [3.0] * 35 + [3.2] * 20
    given = runner(WEEKLY, lambda n: long_run(0.8, 2.6, seed=n, speed_mps=speeds))
    assert flag("BALANCE_FATIGUE", given).level is Level.INSUFFICIENT


def hill(up: float, *, runs: int = 5) -> Flag:
    return flag("BALANCE_HILL", runner(WEEKLY[-runs:], lambda n: hilly_run(0.2, up, seed=n)))


@pytest.mark.parametrize(("up", "level"), [(0.4, Level.OK), (1.9, Level.WATCH), (3.2, Level.ACT)])
def test_the_lean_uphill_is_compared_with_the_flat(up: float, level: Level) -> None:
    found = hill(up)
    assert found.level is level
    assert found.value == pytest.approx(up - 0.2, abs=0.15)
    assert found.low <= found.value <= found.high


def test_a_hill_flag_names_its_slope_and_the_law_s_words() -> None:
    assert hill(3.2).text.startswith(
        "Uphill your feet share the time differently than on the flat. Practise slow step-downs "
        "and easy hills."
    )


@pytest.mark.parametrize(
    ("n_up", "level"), [((4, 3, 3), Level.ACT), ((3, 3, 3), Level.INSUFFICIENT)]
)
def test_ten_half_minutes_uphill_in_three_runs_are_the_least(
    n_up: tuple[int, ...], level: Level
) -> None:
    def run(n: int) -> dict[str, object]:
        return {
            "n": 10 + n_up[n],
            "grade_class": ["flat"] * 10 + ["up"] * n_up[n],
            "duration_s": [60.0] * 10 + [30.0] * n_up[n],
            "stance_balance_left_pct": [50.2] * 10 + [54.0] * n_up[n],
        }

    assert flag("BALANCE_HILL", runner(WEEKLY[-3:], run)).level is level


def test_hills_of_two_runs_are_insufficient_and_one_more_is_asked_for() -> None:
    found = hill(3.2, runs=2)
    assert found.level is Level.INSUFFICIENT
    assert "1 more run " in found.text


def speed(slope: float, *, runs: int = 5, at_3: float = 0.3) -> Flag:
    given = runner(WEEKLY[-runs:], lambda n: fast_run(slope, at_3=at_3, seed=n))
    return flag("BALANCE_SPEED", given)


@pytest.mark.parametrize(
    ("slope", "level"), [(0.2, Level.OK), (0.8, Level.WATCH), (1.4, Level.ACT)]
)
def test_the_slope_of_the_lean_over_speed_is_judged(slope: float, level: Level) -> None:
    found = speed(slope)
    assert found.level is level
    assert found.value == pytest.approx(slope, abs=0.1)


def test_a_growing_difference_is_said_in_the_law_s_words() -> None:
    assert speed(0.8).text.startswith("The faster you run, the bigger the difference.")


def test_a_shrinking_difference_is_not_called_growing() -> None:
    assert speed(0.8, at_3=-1.5).text.startswith("The slower you run, the bigger the difference")


def test_too_narrow_speeds_are_insufficient() -> None:
    found = flag("BALANCE_SPEED", runner(WEEKLY, lambda n: even_run(seed=n)))
    assert found.level is Level.INSUFFICIENT
    assert "0.8 m/s apart" in found.text


def pods(stiffness: float, rise: float | None = None) -> Flag:
    def blocks(_: int) -> dict[str, object]:
        return {
            "leg_spring_balance_left_pct": 50 + stiffness,
            "vertical_oscillation_balance_left_pct": None if rise is None else 50 + rise,
        }

    return flag("LR_OTHER", runner(WEEKLY, blocks))


@pytest.mark.parametrize(("lean", "level"), [(2.2, Level.OK), (3.0, Level.WATCH), (5.0, Level.ACT)])
def test_two_pods_that_differ_in_stiffness_are_flagged(lean: float, level: Level) -> None:
    assert pods(lean).level is level


def test_the_side_of_two_pods_is_that_of_the_softer_spring() -> None:
    assert pods(3.0).side is Side.RIGHT
    assert pods(0.0, rise=3.0).side is Side.LEFT


def test_without_two_pods_it_takes_three_runs_with_them() -> None:
    found = flag("LR_OTHER", runner(WEEKLY, lambda n: even_run(seed=n)))
    assert found.level is Level.INSUFFICIENT
    assert "3 more runs" in found.text


def drift(rise: float, *, of: str = "stance_time_ms", runs: int = 5) -> Flag:
    given = runner(WEEKLY[-runs:], lambda n: tired_run(rise, of=of, seed=n))
    return flag("FORM_DRIFT", given)


@pytest.mark.parametrize(
    ("rise", "of", "level"),
    [
        (2.0, "stance_time_ms", Level.OK),
        (4.0, "stance_time_ms", Level.WATCH),
        (8.0, "stance_time_ms", Level.ACT),
        (3.5, "vertical_ratio_pct", Level.OK),
        (6.0, "vertical_ratio_pct", Level.WATCH),
        (10.0, "vertical_ratio_pct", Level.ACT),
        (-8.0, "stance_time_ms", Level.OK),
    ],
)
def test_steps_that_change_late_in_the_run_are_flagged(rise: float, of: str, level: Level) -> None:
    found = drift(rise, of=of)
    assert found.level is level
    assert found.value == pytest.approx(rise, abs=0.5)


def test_a_drift_of_the_ratio_is_not_called_contact() -> None:
    assert "rise and fall more" in drift(6.0, of="vertical_ratio_pct").text


def test_one_very_tired_run_is_no_pattern() -> None:
    given = runner(WEEKLY, lambda n: tired_run(20.0 if n == 2 else 0.0, seed=n))
    assert flag("FORM_DRIFT", given).level is Level.OK


def test_a_drift_of_two_runs_is_insufficient() -> None:
    assert "1 more run" in drift(8.0, runs=2).text


BEFORE_AND_NOW = [100, 90, 80, 70, 60, 55, 50, 45, 40, 35, 20, 12, 5, 0]


def cadence(now: float, *, before: float = 172.0, profile: Profile = BODY) -> Flag:
    given = runner(
        BEFORE_AND_NOW,
        lambda n: even_run(cadence=now if n >= 10 else before, seed=n),
        profile=profile,
    )
    return flag("CADENCE_LOW", given)


@pytest.mark.parametrize(
    ("now", "level"), [(172.0, Level.OK), (165.2, Level.WATCH), (161.0, Level.ACT)]
)
def test_fewer_steps_at_the_same_speed_are_flagged(now: float, level: Level) -> None:
    found = cadence(now)
    assert (found.level, found.unit) == (level, "pct")
    assert found.value == pytest.approx(100 * (now / 172 - 1), abs=0.3)


def test_more_steps_than_before_are_ok() -> None:
    assert cadence(190.0).level is Level.OK


def test_a_low_cadence_of_always_is_watched_in_steps_a_minute() -> None:
    found = cadence(158.0, before=158.0)
    assert (found.level, found.unit) == (Level.WATCH, "spm")
    assert found.value == pytest.approx(158, abs=0.5)


@pytest.mark.parametrize(
    ("n_minutes", "level"), [((7, 7, 6), Level.WATCH), ((7, 6, 6), Level.INSUFFICIENT)]
)
def test_twenty_minutes_in_three_runs_are_the_least_for_an_own_cadence(
    n_minutes: tuple[int, ...], level: Level
) -> None:
    def run(n: int) -> dict[str, object]:
        return {"n": n_minutes[n], "speed_mps": 3.3, "cadence_spm": 150.0}

    assert flag("CADENCE_LOW", runner(WEEKLY[-3:], run)).level is level


@pytest.mark.parametrize("height", [1.90, 2.0, None])
def test_a_tall_runner_or_one_of_unknown_height_may_take_few_steps(height: float | None) -> None:
    assert cadence(158.0, before=158.0, profile=Profile(height_m=height)).level is Level.OK


def test_cadence_without_a_past_is_insufficient() -> None:
    found = flag("CADENCE_LOW", runner([12, 5, 0], lambda n: even_run(seed=n)))
    assert found.level is Level.INSUFFICIENT
    assert "twelve weeks before" in found.text


def spring(now: float, *, profile: Profile = BODY, **row: object) -> Flag:
    given = runner(
        BEFORE_AND_NOW,
        lambda n: even_run(contact=now if n >= 10 else 240.0, seed=n),
        profile=profile,
        row=lambda _: row,
    )
    return flag("STIFFNESS_DROP", given)


@pytest.mark.parametrize(
    ("contact", "level"), [(240.0, Level.OK), (252.0, Level.WATCH), (275.0, Level.ACT)]
)
def test_longer_contact_at_the_same_speed_is_a_softer_spring(contact: float, level: Level) -> None:
    assert spring(contact).level is level


def test_without_mass_and_height_the_spring_is_not_known() -> None:
    found = spring(275.0, profile=Profile())
    assert found.level is Level.INSUFFICIENT
    assert "tell both in your profile" in found.text


def test_another_watch_starts_the_spring_anew() -> None:
    given = runner(
        BEFORE_AND_NOW,
        lambda n: even_run(contact=275.0 if n >= 10 else 240.0, seed=n),
        row=lambda n: {"device": "new" if n >= 10 else "old"},
    )
    assert flag("STIFFNESS_DROP", given).level is Level.INSUFFICIENT


def test_a_pod_s_own_spring_comes_before_the_model() -> None:
    given = runner(
        BEFORE_AND_NOW,
        lambda n: even_run(seed=n) | {"leg_spring_kn_m": 8.0 if n >= 10 else 10.0},
        profile=Profile(),
    )
    found = flag("STIFFNESS_DROP", given)
    assert (found.level, found.value) == (Level.ACT, pytest.approx(-20.0))


def everything() -> Evidence:
    """A history in which most flags of the family are up."""

    def blocks(n: int) -> dict[str, object]:
        late = n >= 10
        return long_run(0.8 + 1.2 * late, 2.0 + 1.2 * late, seed=n) | {
            "cadence_spm": 160.0 if late else 172.0,
            "stance_time_ms": [240.0] * 35 + [262.0] * 20,
            "speed_mps": [2.8, 3.05, 3.3, 3.55, 3.8] * 11,
            "leg_spring_balance_left_pct": 53.0,
        }

    return runner(BEFORE_AND_NOW, blocks)


GAIT = {
    "GCT_BALANCE",
    "BALANCE_SHIFT",
    "BALANCE_FATIGUE",
    "BALANCE_HILL",
    "BALANCE_SPEED",
    "LR_OTHER",
    "FORM_DRIFT",
    "CADENCE_LOW",
    "STIFFNESS_DROP",
}
OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.NONE: Side.NONE}


def histories() -> list[Evidence]:
    return [
        everything(),
        runner(WEEKLY, lambda n: hilly_run(0.2, 3.2, seed=n)),
        runner(WEEKLY, lambda n: fast_run(1.4, seed=n)),
        runner(WEEKLY, lambda n: long_run(0.8, 2.6, seed=n)),
    ]


def gait_flags(given: Evidence) -> dict[str, Flag]:
    return {found.id: found for found in raise_flags(given) if found.id in GAIT}


@pytest.mark.parametrize("at", range(4))
def test_exchanging_left_and_right_exchanges_only_sides(at: int) -> None:
    given = histories()[at]
    ours, other = gait_flags(given), gait_flags(mirrored(given))
    for name, found in ours.items():
        assert other[name].level is found.level, name
        assert other[name].side is OTHER[found.side], name
        sizes = [abs(end) for end in (found.value, found.low, found.high) if end is not None]
        others = (other[name].value, other[name].low, other[name].high)
        assert sorted(sizes) == pytest.approx(sorted(abs(e) for e in others if e is not None)), name


@pytest.mark.parametrize("at", range(4))
def test_the_order_of_import_changes_nothing(at: int) -> None:
    given = histories()[at]
    ours, other = gait_flags(given), gait_flags(shuffled(given))
    assert {k: replace(v, run_ids=()) for k, v in ours.items()} == {
        k: replace(v, run_ids=()) for k, v in other.items()
    }


@pytest.mark.parametrize("at", range(4))
def test_blocks_of_long_ago_are_not_looked_at(at: int) -> None:
    given = histories()[at]
    old = [300 + 3 * n for n in range(60)]
    longer = runner(old, lambda n: fast_run(3.0, seed=n))
    ids = pl.col("activity_id") + 1000
    more = evidence(
        pl.concat([given.activities, longer.activities.with_columns(ids)]),
        pl.concat([given.blocks, longer.blocks.with_columns(ids)]),
        given.profile,
    )
    bare = replace(more, blocks=given.blocks)
    assert gait_flags(more) == gait_flags(bare)


def test_only_a_lean_is_told_as_a_share_of_the_sides() -> None:
    shares = {name for name, found in gait_flags(everything()).items() if found.unit == "pp"}
    assert shares == {"GCT_BALANCE", "LR_OTHER"}


def test_a_history_of_every_pattern_raises_most_of_the_family() -> None:
    up = {name for name, found in gait_flags(everything()).items() if found.level >= Level.WATCH}
    assert up >= {"GCT_BALANCE", "BALANCE_SHIFT", "LR_OTHER", "FORM_DRIFT", "CADENCE_LOW"}


def test_a_runner_of_gpx_files_is_told_what_each_flag_takes() -> None:
    bare = evidence(make_activities(*({"local_date": TODAY - timedelta(days=d)} for d in range(9))))
    for name, found in gait_flags(bare).items():
        assert found.level is Level.INSUFFICIENT, name
        assert len(found.text) > 40, name
