"""Thresholds, the load of each run, and the load of each local day."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from analytics import days as calendar
from analytics import load as chosen
from analytics.days import covered_until
from analytics.notices import load_notice
from analytics.thresholds import max_bpm_by_age, observed_max_bpm, resolve_thresholds
from core.activity import local_date
from core.athlete import Era, Origin, Profile, Sex, Threshold, Thresholds
from core.errors import ProfileError, SchemaError
from core.schemas import ACTIVITIES, DAYS
from tests import naive
from tests.makers import make_activities, told

TODAY = date(2026, 11, 22)


HEART = Thresholds(
    resting_heart_rate_bpm=told(55),
    max_heart_rate_bpm=told(190),
    threshold_heart_rate_bpm=told(170),
    sex=Sex.MALE,
)
PACE = Thresholds(threshold_speed_mps=told(4.0))
BOTH = Thresholds(
    resting_heart_rate_bpm=told(55),
    max_heart_rate_bpm=told(190),
    threshold_heart_rate_bpm=told(170),
    threshold_speed_mps=told(4.0),
    sex=Sex.MALE,
)


def run(days_ago: int = 0, **columns: Any) -> dict[str, Any]:
    """An hour at threshold heart rate and 3.2 m/s, so many days ago."""
    usual = {
        "local_date": TODAY - timedelta(days=days_ago),
        "heart_rate_s": {170: 3600},
        "normalised_graded_speed_mps": 3.2,
    }
    return usual | columns


NO_HEART = {"heart_rate_s": None}
NO_SPEED = {"normalised_graded_speed_mps": None}


def always(thresholds: Thresholds) -> list[Era]:
    return [Era(since=date.min, thresholds=thresholds)]


def activity_loads(
    activities: pl.DataFrame, thresholds: Thresholds, *, today: date = TODAY, **how: Any
) -> pl.DataFrame:
    return chosen.activity_loads(activities, always(thresholds), today=today, **how)


def daily_load(
    activities: pl.DataFrame, thresholds: Thresholds, *, today: date = TODAY, **how: Any
) -> pl.DataFrame:
    loads = activity_loads(activities, thresholds, today=today)
    return calendar.daily_load(activities, loads, today=today, **how)


def load_of(*rows: dict[str, Any], thresholds: Thresholds = HEART) -> list[float | None]:
    days = daily_load(make_activities(*rows), thresholds, today=TODAY, until=TODAY)
    return days["load_au"].to_list()


def test_an_hour_at_the_threshold_heart_rate_is_100() -> None:
    assert load_of(run()) == pytest.approx([100.0])


def test_hr_load_from_the_histogram_agrees_with_the_sum_over_seconds() -> None:
    chance = random.Random(1)
    bins = {bpm: chance.randint(0, 90) for bpm in range(90, 200)}
    beats = [bpm for bpm, n in bins.items() for _ in range(n)]
    row = run(heart_rate_s=bins, moving_s=float(len(beats)))
    trimp = naive.trimp(beats, rest=55, top=190, a=0.64, b=1.92)
    plain = naive.hr_load(trimp, lthr=170, rest=55, top=190, b=1.92) / 0.64
    assert load_of(row) == pytest.approx([plain])


def test_new_thresholds_change_the_load_without_any_record() -> None:
    harder = Thresholds(
        resting_heart_rate_bpm=told(55),
        max_heart_rate_bpm=told(190),
        threshold_heart_rate_bpm=told(180),
    )
    assert load_of(run(), thresholds=harder)[0] < 100


def test_heart_rate_for_85_percent_is_scaled_and_called_estimated() -> None:
    days = daily_load(make_activities(run(heart_rate_s={170: 3060})), HEART, today=TODAY)
    assert days["load_au"].to_list() == pytest.approx([100.0])
    assert days["is_load_estimated"].to_list() == [True]


def test_heart_rate_for_half_of_a_run_gives_no_load() -> None:
    assert load_of(run(heart_rate_s={170: 1800})) == [None]


def test_deleting_heart_rate_from_one_run_leaves_an_unknown_day_and_no_zero() -> None:
    assert load_of(run(3), run(2, **NO_HEART), run(1)) == pytest.approx([100, None, 100, 0])


def test_a_rest_day_is_zero() -> None:
    assert load_of(run(2)) == pytest.approx([100.0, 0.0, 0.0])


def test_a_second_choice_of_metric_fills_the_gap_and_is_called_estimated() -> None:
    rows = [run(3), run(2), run(1), run(0, **NO_HEART)]
    days = daily_load(make_activities(*rows), BOTH, today=TODAY)
    assert days["load_au"].to_list() == pytest.approx([100, 100, 100, 64])
    assert days["is_load_estimated"].to_list() == [False, False, False, True]


def test_an_added_run_never_lowers_the_load_of_a_day() -> None:
    assert load_of(run(), run(heart_rate_s={100: 3600}))[0] > load_of(run())[0]


def test_a_day_with_one_known_and_one_unknown_run_is_unknown() -> None:
    assert load_of(run(), run(**NO_HEART)) == [None]


def test_an_unknown_distance_leaves_the_day_unknown() -> None:
    days = daily_load(make_activities(run(), run(distance_m=None)), HEART, today=TODAY)
    assert days["distance_m"].to_list() == [None]


def test_a_ride_covers_its_day_and_feeds_nothing() -> None:
    days = daily_load(make_activities(run(1, sport="cycling"), run(0)), HEART, today=TODAY)
    assert days.select("n_runs", "n_activities", "distance_m", "load_au").rows() == [
        (0, 1, 0.0, 0.0),
        (1, 1, 10_000.0, pytest.approx(100.0)),
    ]


def test_the_days_are_dense_up_to_the_last_one_that_is_known() -> None:
    days = daily_load(make_activities(run(400)), HEART, today=TODAY, until=TODAY)
    assert days["local_date"].to_list() == [
        TODAY - timedelta(days=back) for back in range(400, -1, -1)
    ]


def test_days_after_the_newest_activity_do_not_exist_unless_an_import_covers_them() -> None:
    days = daily_load(make_activities(run(5)), HEART, today=TODAY)
    assert days["local_date"].to_list() == [TODAY - timedelta(days=5)]


def known_until(*rows: dict[str, Any], last_import: date | None) -> date | None:
    return covered_until(make_activities(*rows), last_import=last_import, today=TODAY)


def test_the_days_up_to_the_last_import_are_known() -> None:
    imported = TODAY - timedelta(days=2)
    assert known_until(run(9), last_import=imported) == imported


def test_an_activity_is_known_although_the_import_is_dated_before_it() -> None:
    assert known_until(run(1), last_import=TODAY - timedelta(days=2)) == run(1)["local_date"]


def test_no_day_after_today_is_known() -> None:
    assert known_until(run(1), last_import=TODAY + timedelta(days=1)) == TODAY


def test_without_an_import_the_newest_activity_is_the_last_known_day() -> None:
    assert known_until(run(4), run(-3), last_import=None) == run(4)["local_date"]


def test_without_an_activity_no_day_is_known() -> None:
    assert covered_until(ACTIVITIES.empty(), last_import=TODAY, today=TODAY) is None


def test_runs_after_today_are_left_out() -> None:
    assert load_of(run(1), run(-1)) == pytest.approx([100.0, 0.0])


def test_nothing_stored_has_no_days() -> None:
    assert daily_load(ACTIVITIES.empty(), HEART, today=TODAY).equals(DAYS.empty())


def test_days_have_their_schema() -> None:
    DAYS.check(daily_load(make_activities(run(5), run(0)), HEART, today=TODAY))


def test_a_frame_of_another_kind_is_refused() -> None:
    with pytest.raises(SchemaError):
        daily_load(pl.DataFrame({"a": [1]}), HEART, today=TODAY)


def test_days_agree_with_plain_loops_on_random_runs() -> None:
    chance = random.Random(8)
    loads = [
        (TODAY - timedelta(days=chance.randint(0, 60)), chance.choice([None, 30.0, 64.0]))
        for _ in range(50)
    ]
    rows = [
        {"local_date": day, "moving_s": None if load is None else load * 36}
        | {"normalised_graded_speed_mps": 4.0}
        for day, load in loads
    ]
    days = daily_load(make_activities(*rows), PACE, today=TODAY, until=TODAY)
    plain = naive.days(loads, min(day for day, _ in loads), TODAY)
    assert days["load_au"].to_list() == pytest.approx(list(plain.values()))


def test_the_order_of_import_does_not_matter() -> None:
    rows = [run(day, moving_s=3000.0 + day) for day in range(20)]
    shuffled = rows.copy()
    random.Random(1).shuffle(shuffled)
    assert daily_load(make_activities(*rows), HEART, today=TODAY).equals(
        daily_load(make_activities(*shuffled), HEART, today=TODAY)
    )


def metric_of(*rows: dict[str, Any], thresholds: Thresholds = BOTH) -> str | None:
    return chosen.load_metric(activity_loads(make_activities(*rows), thresholds), today=TODAY)


def test_heart_rate_leads_when_seven_of_ten_runs_have_it() -> None:
    rows = [run(day) for day in range(7)] + [run(day, **NO_HEART) for day in range(7, 10)]
    assert metric_of(*rows) == "hr"


def test_pace_leads_when_fewer_have_heart_rate() -> None:
    rows = [run(day) for day in range(6)] + [run(day, **NO_HEART) for day in range(6, 10)]
    assert metric_of(*rows) == "pace"


def test_only_the_last_ninety_days_choose_the_metric() -> None:
    rows = [run(90 + day, **NO_HEART) for day in range(30)] + [run(1)]
    assert metric_of(*rows) == "hr"


def test_after_a_long_break_the_last_ninety_days_of_running_choose() -> None:
    assert metric_of(run(400)) == "hr"


def test_a_rare_heart_rate_stands_when_there_is_no_pace() -> None:
    assert metric_of(run(1), run(0, **NO_HEART), thresholds=HEART) == "hr"


@pytest.mark.parametrize("thresholds", [Thresholds(), HEART])
def test_no_load_can_be_known_without_its_channel_or_threshold(thresholds: Thresholds) -> None:
    rows = [run(0, **NO_HEART), run(1, **NO_HEART)]
    assert metric_of(*rows, thresholds=thresholds) is None


def test_without_any_run_there_is_no_metric() -> None:
    assert metric_of(run(0, sport="cycling")) is None


def test_the_load_of_each_run_says_when_it_is_estimated() -> None:
    rows = make_activities(run(1), run(0, **NO_HEART, **NO_SPEED))
    loads = activity_loads(rows, BOTH)
    assert loads["is_load_estimated"].to_list() == [False, None]


def test_both_loads_of_a_run_are_there_to_compare() -> None:
    loads = activity_loads(make_activities(run()), BOTH)
    assert loads.select("hr_load_au", "pace_load_au").row(0) == pytest.approx((100.0, 64.0))


def heart(resting: float, threshold: float, highest: float) -> Thresholds:
    return Thresholds(
        resting_heart_rate_bpm=told(resting),
        threshold_heart_rate_bpm=told(threshold),
        max_heart_rate_bpm=told(highest),
    )


IMPOSSIBLE = pytest.mark.parametrize(
    ("thresholds", "said"),
    [
        (heart(60, 58, 59), "resting heart rate, 60 bpm, is not below your maximum"),
        (heart(60, 60, 190), "resting heart rate, 60 bpm, is not below your threshold"),
        (heart(60, 175, 175), "threshold heart rate, 175 bpm, is not below your maximum"),
    ],
    ids=["maximum", "threshold at rest", "threshold at maximum"],
)


@IMPOSSIBLE
def test_impossible_thresholds_leave_the_load_unknown(thresholds: Thresholds, said: str) -> None:
    assert load_of(run(), thresholds=thresholds) == [None], said


@IMPOSSIBLE
def test_impossible_thresholds_are_named(thresholds: Thresholds, said: str) -> None:
    notice = load_notice(make_activities(run()), thresholds, today=TODAY)
    assert notice is not None
    assert notice.startswith("No heart-rate load: your")
    assert said in notice


def test_a_told_threshold_above_the_maximum_by_age_is_named_with_its_origin() -> None:
    profile = Profile(birth_year=1960, threshold_heart_rate_bpm=175)
    found = resolve_thresholds(profile, make_activities(run()), today=TODAY)
    assert load_of(run(), thresholds=found) == [None]
    notice = load_notice(make_activities(run()), found, today=TODAY)
    assert notice is not None
    assert "175 bpm, is not below your maximum heart rate, 169 bpm (age formula)" in notice


def notice_of(*rows: dict[str, Any], thresholds: Thresholds = HEART) -> str | None:
    return load_notice(make_activities(*rows), thresholds, today=TODAY)


def test_more_than_ten_seconds_above_the_maximum_mean_that_it_is_out_of_date() -> None:
    notice = notice_of(run(2), run(1, heart_rate_s={170: 3500, 191: 20, 195: 5}))
    assert notice is not None
    assert "out of date: in one run yours lay above 190 bpm for 25 s" in notice


@pytest.mark.parametrize(
    "row",
    [
        run(heart_rate_s={190: 600}),
        run(heart_rate_s={191: 10}),
        run(366, heart_rate_s={200: 600}),
        run(heart_rate_s={200: 600}, sport="cycling"),
        run(heart_rate_s=None),
    ],
    ids=["at it", "ten seconds", "over a year ago", "a ride", "unknown"],
)
def test_a_maximum_that_stands_is_not_remarked_on(row: dict[str, Any]) -> None:
    assert notice_of(row) is None


def test_an_observed_maximum_is_passed_on_purpose() -> None:
    seen = Threshold(value=190, origin=Origin.OBSERVED)
    thresholds = Thresholds(
        resting_heart_rate_bpm=told(55),
        max_heart_rate_bpm=seen,
        threshold_heart_rate_bpm=told(170),
    )
    assert notice_of(run(heart_rate_s={195: 60}), thresholds=thresholds) is None


def peaks(*values: float | None, days_ago: int = 10, **columns: Any) -> pl.DataFrame:
    return make_activities(*(run(days_ago, peak_heart_rate_bpm=v, **columns) for v in values))


FIVE = (181.0, 184.0, 183.0, 178.0, 175.0)


def max_of(profile: Profile, activities: pl.DataFrame) -> Threshold | None:
    return resolve_thresholds(profile, activities, today=TODAY).max_heart_rate_bpm


def test_what_the_runner_told_leads() -> None:
    found = max_of(Profile(max_heart_rate_bpm=200, birth_year=1986), peaks(*FIVE))
    assert found == told(200)


def test_the_second_highest_peak_of_five_runs_is_the_observed_maximum() -> None:
    found = max_of(Profile(birth_year=1986), peaks(*FIVE))
    assert found is not None
    assert (found.value, found.origin) == (183.0, Origin.OBSERVED)


@pytest.mark.parametrize(
    "activities",
    [
        peaks(*FIVE[:4]),
        peaks(*FIVE[:4], None),
        peaks(*FIVE, days_ago=366),
        peaks(*FIVE, sport="cycling"),
    ],
    ids=["four runs", "one locked", "over a year ago", "rides"],
)
def test_fewer_than_five_unflagged_runs_of_a_year_fall_back_on_age(
    activities: pl.DataFrame,
) -> None:
    found = max_of(Profile(birth_year=1986), activities)
    assert found is not None
    assert (found.value, found.origin) == (185.4, Origin.AGE_FORMULA)


def test_an_age_formula_says_its_doubt() -> None:
    found = max_of(Profile(birth_year=1986), peaks())
    assert found is not None
    assert "± 11 bpm" in found.note


def test_without_anything_known_there_is_no_maximum_and_no_threshold() -> None:
    found = resolve_thresholds(Profile(), peaks(), today=TODAY)
    assert (found.max_heart_rate_bpm, found.threshold_heart_rate_bpm) == (None, None)


def test_resting_heart_rate_is_assumed_and_says_so() -> None:
    found = resolve_thresholds(Profile(), peaks(), today=TODAY).resting_heart_rate_bpm
    assert found is not None
    assert (found.value, found.origin) == (60.0, Origin.ASSUMED)


def test_the_threshold_is_estimated_at_85_percent_of_the_reserve() -> None:
    profile = Profile(max_heart_rate_bpm=190, resting_heart_rate_bpm=50)
    found = resolve_thresholds(profile, peaks(), today=TODAY).threshold_heart_rate_bpm
    assert found is not None
    assert (found.value, found.origin) == (169.0, Origin.ESTIMATED)


def test_a_threshold_pace_is_never_guessed() -> None:
    assert resolve_thresholds(Profile(), peaks(*FIVE), today=TODAY).threshold_speed_mps is None


def test_a_maximum_observed_below_resting_is_not_used() -> None:
    found = max_of(Profile(resting_heart_rate_bpm=190, birth_year=1986), peaks(*FIVE))
    assert found is not None
    assert found.origin is Origin.AGE_FORMULA


def test_the_formula_of_220_minus_age_is_not_ours() -> None:
    assert 180 not in (max_bpm_by_age(30), max_bpm_by_age(30, formula="tanaka"))


def test_one_peak_more_never_lowers_the_observed_maximum() -> None:
    assert observed_max_bpm([*FIVE, 190.0]) == 184.0


START = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "offset_s", "timezone", "day"),
    [
        (START, None, "Europe/Berlin", date(2026, 3, 29)),
        (START, None, None, date(2026, 3, 28)),
        (START, -5 * 3600, "Europe/Berlin", date(2026, 3, 28)),
        (datetime(2026, 3, 29, 22, 30, tzinfo=UTC), None, "Europe/Berlin", date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), None, "Europe/Berlin", date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), None, "Europe/Berlin", date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 1, tzinfo=UTC), None, "Europe/Berlin", date(2026, 10, 26)),
        (datetime(2026, 5, 1, 10, 1, tzinfo=UTC), 14 * 3600, None, date(2026, 5, 2)),
        (datetime(2026, 5, 1, 10, 1, tzinfo=UTC), None, "Pacific/Kiritimati", date(2026, 5, 2)),
        (datetime(2026, 5, 1, 9, 0, tzinfo=UTC), None, "Pacific/Pago_Pago", date(2026, 4, 30)),
    ],
    ids=[
        "after midnight in Berlin",
        "no zone is UTC",
        "the file's own offset wins, on the flight home",
        "spring change",
        "the long night begins",
        "the long day ends late",
        "after the long day",
        "UTC+14 by offset",
        "UTC+14 by zone",
        "UTC-11",
    ],
)
def test_the_day_of_a_run_is_the_local_day_of_its_start(
    start: datetime, offset_s: int | None, timezone: str | None, day: date
) -> None:
    assert local_date(start, offset_s, timezone) == day


def test_a_zone_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ProfileError, match="no time zone"):
        local_date(START, None, "Mars/Olympus")


def test_changing_the_zone_moves_a_midnight_run_to_another_day() -> None:
    days = [
        daily_load(
            make_activities(run(start_time=START, local_date=local_date(START, None, zone))),
            HEART,
            today=date(2026, 3, 29),
            until=date(2026, 3, 29),
        )
        for zone in ("UTC", "Europe/Berlin")
    ]
    assert [frame["load_au"].to_list() for frame in days] == [
        pytest.approx([100.0, 0.0]),
        pytest.approx([100.0]),
    ]
