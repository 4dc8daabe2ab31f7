"""What was logged and what a watch recorded are one history, and nothing in it stands twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from analytics.days import daily_load
from analytics.load import activity_loads
from analytics.logged import sessions_done, sets_joined, with_logged
from analytics.thresholds import as_always, resolve_eras
from core.athlete import Profile
from core.findings import Level
from core.schemas import ACTIVITIES, SESSIONS_DONE, SETS_DONE
from tests.analytics.judged import TODAY, evidence, flag
from tests.makers import make_activities, make_review

DAY = date(2026, 3, 1)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)  # when made activities begin


def gym(**columns: Any) -> dict[str, Any]:
    usual = {"local_date": DAY, "sport": "training", "distance_m": None, "timer_s": 1800.0}
    return usual | columns


def logged(*rows: dict[str, Any]) -> pl.DataFrame:
    """SESSIONS_DONE as logged; keys count from 11."""
    usual = {"local_date": DAY, "kind": "strength", "duration_s": 1500.0, "is_finished": True}
    made = [usual | {"log_id": 11 + n} | row for n, row in enumerate(rows)]
    return SESSIONS_DONE.complete(pl.DataFrame(made, schema_overrides=SESSIONS_DONE.dtypes))


def keys(activities: pl.DataFrame, log: pl.DataFrame) -> list[tuple[int | None, int | None]]:
    found = SESSIONS_DONE.check(sessions_done(activities, log))
    return found.select("log_id", "activity_id").rows()


def sets(*rows: dict[str, Any]) -> pl.DataFrame:
    usual = {"local_date": DAY, "exercise_id": "crunch", "set_index": 0, "side": "none"}
    made = [usual | row for row in rows]
    return SETS_DONE.complete(pl.DataFrame(made, schema_overrides=SETS_DONE.dtypes))


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (None, [(11, 1)]),
        (NOON + timedelta(minutes=60), [(11, 1)]),
        (NOON - timedelta(minutes=60), [(11, 1)]),
        (NOON + timedelta(minutes=61), [(None, 1), (11, None)]),
    ],
)
def test_a_session_logged_within_the_hour_of_a_file_is_that_session(
    start: datetime | None, expected: list[tuple[int | None, int | None]]
) -> None:
    assert keys(make_activities(gym()), logged({"start_time": start})) == expected


def test_another_day_or_kind_is_another_session() -> None:
    log = logged({"local_date": DAY + timedelta(days=1)}, {"kind": "yoga"})
    assert sorted(keys(make_activities(gym()), log), key=str) == [(11, None), (12, None), (None, 1)]


def test_two_logged_sessions_are_never_one_file() -> None:
    assert len(keys(make_activities(gym()), logged({}, {}))) == 2


def test_the_session_that_tells_its_start_finds_its_own_file() -> None:
    late = NOON + timedelta(hours=6)
    files = make_activities(gym(), gym(start_time=late))
    found = keys(files, logged({}, {"start_time": late}))
    assert sorted(found) == [(11, 1), (12, 2)]


def test_the_file_wins_and_the_log_adds_what_a_watch_cannot_know() -> None:
    log = logged({"planned_for": DAY, "rpe_index": 7.0, "pain_after_index": 2.0, "notes": "Hard"})
    (row,) = sessions_done(make_activities(gym(rpe_index=3.0)), log).to_dicts()
    assert (row["duration_s"], row["start_time"]) == (1800.0, NOON)
    assert (row["planned_for"], row["rpe_index"], row["pain_after_index"]) == (DAY, 7.0, 2.0)
    assert row["notes"] == "Hard"


def test_a_run_is_no_session() -> None:
    assert keys(make_activities({"local_date": DAY}), SESSIONS_DONE.empty()) == []


def test_the_order_of_the_input_does_not_matter() -> None:
    files = make_activities(gym(), gym(start_time=NOON + timedelta(hours=5)), gym(sub_sport="yoga"))
    log = logged({}, {"start_time": NOON + timedelta(hours=4, minutes=30)}, {"kind": "yoga"})
    assert_frame_equal(sessions_done(files, log), sessions_done(files.reverse(), log.reverse()))


def test_what_was_typed_goes_before_the_same_sets_of_a_watch() -> None:
    both = sets(
        {"log_id": 11},
        {"activity_id": 1},
        {"activity_id": 1, "exercise_id": "sit_up"},
        {"activity_id": 1, "exercise_id": None},
    )
    found = SETS_DONE.check(sets_joined(both, sessions_done(make_activities(gym()), logged({}))))
    assert found.select("log_id", "activity_id", "exercise_id").rows() == [
        (11, 1, "crunch"),
        (None, 1, "sit_up"),
    ]


def test_the_sets_of_two_sessions_are_all_kept() -> None:
    both = sets({"log_id": 11}, {"activity_id": 1}, {"activity_id": 1, "exercise_id": None})
    log = logged({"start_time": NOON + timedelta(hours=3)})
    assert len(sets_joined(both, sessions_done(make_activities(gym()), log))) == 3


RUNS = make_activities({"local_date": DAY - timedelta(days=3)}, {"local_date": DAY})


def summed(log: pl.DataFrame, activities: pl.DataFrame = RUNS) -> dict[str, Any]:
    """The day on which sessions are logged."""
    table = with_logged(activities, log)
    profile = Profile()
    eras = resolve_eras(as_always(profile), table, today=DAY)
    days = daily_load(table, activity_loads(table, eras, today=DAY), today=DAY)
    return days.filter(local_date=DAY).to_dicts()[0]


def test_a_logged_session_adds_its_minutes_to_its_day() -> None:
    assert summed(logged({}))["strength_s"] == 1500.0


@pytest.mark.parametrize("kind", ["yoga", "pilates"])
def test_yoga_and_pilates_have_their_own_minutes(kind: str) -> None:
    day = summed(logged({"kind": kind}))
    assert (day[f"{kind}_s"], day["strength_s"]) == (1500.0, 0.0)


def test_a_session_of_unknown_length_makes_the_minutes_unknown_not_zero() -> None:
    assert summed(logged({"duration_s": None}))["strength_s"] is None


def test_a_session_that_a_file_tells_of_is_not_summed_twice() -> None:
    files = make_activities({"local_date": DAY}, gym(sub_sport="strength_training"))
    assert summed(logged({}), files)["strength_s"] == 1800.0


def test_a_session_under_way_is_not_summed_yet() -> None:
    assert with_logged(RUNS, logged({"is_finished": False})).height == RUNS.height


def test_a_logged_effort_is_a_load_of_another_sport() -> None:
    table = with_logged(RUNS, logged({"rpe_index": 5.0}))
    eras = resolve_eras(as_always(Profile()), table, today=DAY)
    found = activity_loads(table, eras, today=DAY).filter(activity_id=-11)
    assert found["session_rpe_au"].to_list() == [125.0]


@pytest.mark.parametrize("days", [-4, 1])
def test_a_log_does_not_tell_that_there_was_no_run(days: int) -> None:
    far = logged({"local_date": DAY + timedelta(days=days)})
    assert with_logged(RUNS, far).height == RUNS.height


def test_a_logged_session_has_a_key_of_its_own() -> None:
    found = ACTIVITIES.check(with_logged(RUNS, logged({}, {})))
    assert found["activity_id"].to_list() == [1, 2, -11, -12]


COMPLETE = Profile(is_strength_complete=True)
OLD_RUN = make_activities({"local_date": TODAY - timedelta(days=60)})


def strength(*rows: dict[str, Any], activities: pl.DataFrame = OLD_RUN) -> Any:
    dated = [{"local_date": TODAY - timedelta(days=2 * n)} | row for n, row in enumerate(rows)]
    return flag("NO_STRENGTH", evidence(activities, profile=COMPLETE, logged=logged(*dated)))


def test_logged_sessions_answer_the_strength_flag() -> None:
    assert strength(*[{}] * 8).level is Level.OK


def test_logged_yoga_counts_half() -> None:
    assert strength(*[{"kind": "yoga"}] * 8).value == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("row", "n"),
    [({"duration_s": 899.0}, 0), ({"duration_s": None}, 1), ({"is_finished": False}, 0)],
)
def test_a_logged_session_counts_once_it_is_done(row: dict[str, Any], n: int) -> None:
    assert strength(row).value == pytest.approx(n / 4)


def test_a_session_with_a_file_counts_once_for_the_flag() -> None:
    file = gym(local_date=TODAY, start_time=None)
    both = make_activities({"local_date": TODAY - timedelta(days=60)}, file)
    assert strength({}, activities=both).value == pytest.approx(0.25)


@pytest.mark.parametrize(
    "change", [{}, {"rpe_index": 9.0}, {"duration_s": None}, {"is_finished": False}]
)
def test_looking_again_after_a_change_of_the_log_finds_what_a_first_look_finds(
    change: dict[str, Any],
) -> None:
    old = logged({"rpe_index": 5.0}, {"local_date": DAY - timedelta(days=2), "kind": "yoga"})
    new = logged({"rpe_index": 5.0} | change, {"local_date": DAY - timedelta(days=2)})
    eras = resolve_eras(as_always(Profile()), RUNS, today=DAY)
    earlier, now = with_logged(RUNS, old), with_logged(RUNS, new)
    loads = activity_loads(earlier, eras, today=DAY)
    before = replace(
        make_review(today=DAY),
        activities=RUNS,
        logged=old,
        eras=eras,
        loads=loads,
        days=daily_load(earlier, loads, today=DAY),
        covered_until=DAY,
    )
    again = activity_loads(now, eras, today=DAY, before=before)
    assert_frame_equal(again, activity_loads(now, eras, today=DAY))
    days = daily_load(now, again, today=DAY, before=before)
    assert_frame_equal(days, daily_load(now, again, today=DAY))
