"""Every load of one activity, the one that counts, and why there is none."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.graded import factor_empirical, factor_minetti
from analytics.load import activity_loads, load_metric, rpe_ratio
from core.athlete import Era, Profile, Sex, Thresholds
from core.schemas import LOADS
from tests import naive
from tests.makers import make_activities, told

TODAY = date(2026, 11, 22)


ALL = Thresholds(
    resting_heart_rate_bpm=told(55),
    max_heart_rate_bpm=told(190),
    threshold_heart_rate_bpm=told(170),
    threshold_speed_mps=told(4.0),
    critical_power_w=told(280),
    first_threshold_heart_rate_bpm=told(150),
    second_threshold_heart_rate_bpm=told(170),
    sex=Sex.MALE,
)
NO_PACE = replace(ALL, threshold_speed_mps=None)


def run(days_ago: int = 0, **columns: Any) -> dict[str, Any]:
    """An hour at threshold heart rate and 3.2 m/s, so many days ago."""
    usual = {
        "local_date": TODAY - timedelta(days=days_ago),
        "heart_rate_s": {170: 3600},
        "normalised_graded_speed_mps": 3.2,
    }
    return usual | columns


def loads(*rows: dict[str, Any], thresholds: Thresholds = ALL, **profile: Any) -> Any:
    eras = [Era(since=date.min, thresholds=thresholds)]
    return LOADS.check(
        activity_loads(make_activities(*rows), eras, today=TODAY, profile=Profile(**profile))
    )


def load(row: dict[str, Any], *, of: str, thresholds: Thresholds = ALL, **profile: Any) -> Any:
    return loads(row, thresholds=thresholds, **profile)[of].item()


beats = st.dictionaries(st.integers(30, 230), st.integers(1, 600), min_size=1, max_size=30)


def stream(bins: dict[int, int]) -> list[float]:
    return [float(bpm) for bpm, n in bins.items() for _ in range(n)]


@given(beats)
def test_trimp_agrees_with_the_sum_over_seconds(bins: dict[int, int]) -> None:
    seconds = stream(bins)
    row = run(heart_rate_s=bins, moving_s=float(len(seconds)))
    plain = naive.trimp(seconds, rest=55, top=190, a=0.64, b=1.92)
    assert load(row, of="trimp_au") == pytest.approx(plain)


@given(beats)
def test_edwards_agrees_with_plain_loops(bins: dict[int, int]) -> None:
    seconds = stream(bins)
    row = run(heart_rate_s=bins, moving_s=float(len(seconds)))
    assert load(row, of="edwards_au") == pytest.approx(naive.edwards(seconds, top=190))


@given(beats)
def test_lucia_agrees_with_plain_loops(bins: dict[int, int]) -> None:
    seconds = stream(bins)
    row = run(heart_rate_s=bins, moving_s=float(len(seconds)))
    plain = naive.lucia(seconds, first=150, second=170)
    assert load(row, of="lucia_au") == pytest.approx(plain)


@given(beats)
def test_trimp_of_the_stream_is_never_below_that_of_its_mean(bins: dict[int, int]) -> None:
    # Between rest and maximum: outside of them the weight is clamped, so no longer convex.
    seconds = [min(190.0, max(55.0, beat)) for beat in stream(bins)]
    clamped = {int(beat): seconds.count(beat) for beat in set(seconds)}
    lasts = {"moving_s": float(len(seconds))}
    mean_bpm = sum(seconds) / len(seconds)
    average = run(heart_rate_s=None, avg_heart_rate_bpm=mean_bpm, is_manual=True, **lasts)
    whole = load(run(heart_rate_s=clamped, **lasts), of="trimp_au")
    assert whole >= load(average, of="trimp_au") * (1 - 1e-12)


@pytest.mark.parametrize("sex", [None, Sex.MALE, Sex.FEMALE])
def test_an_hour_at_the_threshold_is_100_for_every_body(sex: Sex | None) -> None:
    thresholds = replace(ALL, sex=sex)
    assert load(run(), of="hr_load_au", thresholds=thresholds) == pytest.approx(100)


def test_an_hour_at_threshold_pace_is_100() -> None:
    assert load(run(normalised_graded_speed_mps=4.0), of="pace_load_au") == pytest.approx(100)


def test_an_hour_at_critical_power_is_100() -> None:
    assert load(run(normalised_power_w=280.0), of="power_load_au") == pytest.approx(100)


@pytest.mark.parametrize("of", ["trimp_au", "edwards_au", "lucia_au", "hr_load_au"])
def test_every_sum_of_heart_rate_is_scaled_to_the_whole_run(of: str) -> None:
    partly = load(run(heart_rate_s={170: 3060}), of=of)
    assert partly == pytest.approx(load(run(), of=of))


@pytest.mark.parametrize("of", ["trimp_au", "edwards_au", "lucia_au", "hr_load_au"])
def test_no_sum_stands_on_half_of_a_run(of: str) -> None:
    assert load(run(heart_rate_s={170: 1800}), of=of) is None


@pytest.mark.parametrize(
    "missing", ["first_threshold_heart_rate_bpm", "second_threshold_heart_rate_bpm"]
)
def test_lucia_needs_both_thresholds(missing: str) -> None:
    assert load(run(), of="lucia_au", thresholds=replace(ALL, **{missing: None})) is None


def test_lucia_has_no_sum_where_the_first_threshold_is_not_below_the_second() -> None:
    wrong = replace(ALL, first_threshold_heart_rate_bpm=told(170))
    assert load(run(), of="lucia_au", thresholds=wrong) is None


def test_power_without_critical_power_has_no_load() -> None:
    untold = replace(ALL, critical_power_w=None)
    assert load(run(normalised_power_w=250.0), of="power_load_au", thresholds=untold) is None


def test_a_ride_has_a_heart_rate_load_and_no_pace_load() -> None:
    ride = run(sport="cycling", normalised_power_w=200.0)
    found = loads(ride).select("hr_load_au", "pace_load_au", "power_load_au").row(0)
    assert found == (pytest.approx(100), None, None)


@pytest.mark.parametrize(("told_rpe", "minutes_load"), [(6.0, 360.0), (0.0, 0.0), (None, None)])
def test_session_rpe_is_effort_times_all_minutes(
    told_rpe: float | None, minutes_load: float | None
) -> None:
    row = run(rpe_index=told_rpe, elapsed_s=3600.0, moving_s=3000.0)
    assert load(row, of="session_rpe_au") == minutes_load


def test_graded_by_cost_takes_the_other_speed() -> None:
    row = run(normalised_graded_speed_minetti_mps=4.0)
    assert load(row, of="pace_load_au", is_graded_by_cost=True) == pytest.approx(100)


@pytest.mark.parametrize("sub_sport", ["treadmill", None])
@pytest.mark.parametrize(("by_cost", "factor"), [(False, factor_empirical), (True, factor_minetti)])
def test_a_slope_told_for_a_run_without_altitude_raises_the_pace_load(
    by_cost: bool, factor: Any, sub_sport: str | None
) -> None:
    row = run(sub_sport=sub_sport, incline_pct=6.0, normalised_graded_speed_minetti_mps=3.2)
    flat = load(row | {"incline_pct": None}, of="pace_load_au", is_graded_by_cost=by_cost)
    steep = load(row, of="pace_load_au", is_graded_by_cost=by_cost)
    assert steep == pytest.approx(flat * factor(0.06) ** 2)


def test_a_slope_told_for_a_run_with_altitude_is_not_counted_twice() -> None:
    row = run(incline_pct=6.0, altitude_source="baro")
    assert load(row, of="pace_load_au") == load(run(), of="pace_load_au")


BY_HAND = {"heart_rate_s": None, "moving_s": None, "timer_s": None, "is_manual": True}


def test_a_run_typed_in_has_the_trimp_of_its_mean_heart_rate() -> None:
    found = loads(run(avg_heart_rate_bpm=150.0, **BY_HAND))
    plain = naive.trimp([150.0] * 3600, rest=55, top=190, a=0.64, b=1.92)
    assert found["trimp_au"].item() == pytest.approx(plain)


def test_a_load_from_a_mean_is_called_estimated() -> None:
    found = loads(run(avg_heart_rate_bpm=170.0, **BY_HAND))
    assert found.select("load_source", "is_load_estimated").row(0) == ("hr", True)


def test_no_zones_are_told_from_a_mean() -> None:
    found = loads(run(avg_heart_rate_bpm=170.0, **BY_HAND))
    assert found.select("edwards_au", "lucia_au").row(0) == (None, None)


def test_a_recorded_run_is_never_judged_by_its_mean() -> None:
    assert load(run(heart_rate_s=None, avg_heart_rate_bpm=170.0), of="trimp_au") is None


@pytest.mark.parametrize(
    ("row", "thresholds", "words"),
    [
        (run(heart_rate_s=None), NO_PACE, "no heart rate and no threshold pace"),
        (
            run(heart_rate_s={170: 1800}, normalised_graded_speed_mps=None),
            ALL,
            "heart rate for 50 % of the run and no speed",
        ),
        (
            run(heart_rate_s={170: 2879}),
            NO_PACE,
            "heart rate for 79 % of the run and no threshold pace",
        ),
        (
            run(),
            replace(NO_PACE, max_heart_rate_bpm=None),
            "no maximum heart rate and no threshold pace",
        ),
        (
            run(heart_rate_s={170: 2880}),
            replace(NO_PACE, max_heart_rate_bpm=None),
            "no maximum heart rate and no threshold pace",
        ),
        (
            run(),
            replace(NO_PACE, max_heart_rate_bpm=told(50)),
            "heart-rate thresholds that cannot be right and no threshold pace",
        ),
        (run(sport="cycling", heart_rate_s=None), ALL, "no heart rate"),
        (
            run(sport="cycling", heart_rate_s={120: 360}),
            ALL,
            "heart rate for 10 % of the activity",
        ),
    ],
    ids=[
        *("nothing", "half and no speed", "79.97 %", "no maximum", "no maximum at 80 %"),
        *("impossible", "ride", "ride 10"),
    ],
)
def test_a_missing_load_says_why(row: dict[str, Any], thresholds: Thresholds, words: str) -> None:
    found = loads(row, thresholds=thresholds)
    assert found.select("load_au", "load_source", "missing").row(0) == (None, None, words)


def test_a_load_that_is_there_lacks_nothing() -> None:
    assert load(run(heart_rate_s=None), of="missing") is None


def test_each_run_goes_by_the_thresholds_of_its_day() -> None:
    eras = [
        Era(since=date.min, thresholds=ALL),
        Era(since=TODAY, thresholds=replace(ALL, threshold_speed_mps=told(3.2))),
    ]
    table = make_activities(run(1), run(0))
    found = activity_loads(table, eras, today=TODAY)
    assert found["pace_load_au"].to_list() == pytest.approx([64.0, 100.0])


PAIRED = [run(day, rpe_index=5.0, elapsed_s=3000.0) for day in range(10)]  # 250 for a load of 100
RATED = run(20, heart_rate_s=None, normalised_graded_speed_mps=None, rpe_index=6.0)  # 360


def test_effort_is_put_on_the_scale_of_the_runners_own_loads() -> None:
    found = loads(*PAIRED, RATED)
    filled = found.select("load_au", "load_source", "is_load_estimated").row(0)
    assert filled == (pytest.approx(144.0), "rpe", True)


def test_nine_rated_runs_are_too_few_for_a_scale() -> None:
    found = loads(*PAIRED[:9], RATED)
    assert found["rpe_load_au"].null_count() == 10


def test_a_rated_effort_of_nothing_tells_no_scale() -> None:
    rows = [row | {"rpe_index": 0.0} for row in PAIRED[:1]] + PAIRED[1:]
    assert rpe_ratio(loads(*rows), today=TODAY) is None


@pytest.mark.parametrize("seed", range(5))
def test_the_scale_of_effort_agrees_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    rows = [
        run(
            day,
            heart_rate_s=chance.choice([None, {chance.randint(120, 180): 3600}]),
            normalised_graded_speed_mps=None,
            rpe_index=chance.choice([None, 0.0, 3.0, 5.0, 8.0]),
        )
        for day in range(40)
    ]
    found = loads(*rows)
    plain = naive.rpe_ratio(found.select("hr_load_au", "session_rpe_au").rows())
    assert rpe_ratio(found, today=TODAY) == pytest.approx(plain)


@pytest.mark.parametrize("seed", range(12))
def test_the_choice_of_load_agrees_with_plain_loops(seed: int) -> None:
    chance = random.Random(seed)
    often = chance.choice([0.3, 0.6, 0.7, 0.75, 0.9])
    start = chance.choice([0, 0, 200])
    rows = [
        run(
            start + chance.randint(0, 130),
            heart_rate_s={160: 3600} if chance.random() < often else None,
            normalised_graded_speed_mps=chance.choice([None, 3.2]) if seed % 3 else None,
            rpe_index=chance.choice([None, 5.0, 5.0]),
        )
        for _ in range(40)
    ]
    found = loads(*rows)
    plain = naive.metric(
        [
            ((TODAY - day).days, *known)
            for day, *known in found.select(
                "local_date", "hr_load_au", "pace_load_au", "rpe_load_au"
            ).iter_rows()
        ]
    )
    assert load_metric(found, today=TODAY) == plain


def test_effort_leads_where_no_other_load_is_known_for_enough_runs() -> None:
    bare = {"heart_rate_s": None, "normalised_graded_speed_mps": None, "rpe_index": 5.0}
    rows = [run(day, rpe_index=5.0) for day in range(12)] + [run(day, **bare) for day in range(12)]
    found = loads(*rows, thresholds=NO_PACE)
    assert load_metric(found, today=TODAY) == "rpe"


@pytest.mark.parametrize(("choice", "load_au"), [("hr", 100), ("pace", 64), ("rpe", 100)])
def test_the_runner_may_choose_another_load(choice: str, load_au: float) -> None:
    found = loads(*PAIRED, load_choice=choice)
    assert found.select("load_source", "is_load_estimated").unique().rows() == [(choice, False)]
    assert found["load_au"].to_list() == pytest.approx([load_au] * 10)


def test_a_chosen_load_that_no_run_has_is_not_taken() -> None:
    found = loads(run(), thresholds=NO_PACE, load_choice="pace")
    assert found.select("load_source", "is_load_estimated").row(0) == ("hr", False)


def test_runs_after_today_choose_nothing() -> None:
    rows = [run(1)] + [run(-day, heart_rate_s=None) for day in range(1, 20)]
    assert load_metric(loads(*rows), today=TODAY) == "hr"


@pytest.mark.parametrize("rating", [-1.0, 10.5])
def test_a_rating_off_the_scale_is_no_answer(rating: float) -> None:
    day = date(2026, 11, 20)
    run = make_activities({"local_date": day, "rpe_index": rating, "elapsed_s": 3600.0})
    eras = [Era(since=date.min, thresholds=Thresholds())]
    loads = activity_loads(run, eras, today=date(2026, 11, 22))
    assert loads["session_rpe_au"].to_list() == [None]
