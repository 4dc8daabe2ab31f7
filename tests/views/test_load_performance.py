from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.athlete import Origin, Threshold, Thresholds
from core.performance import CriticalSpeed, Performance, RaceEstimate
from core.schemas import CURVE
from tests.makers import make_curve, make_review
from views import best_chart, load_performance
from views.panel import Entry
from views.theme import DARK, LIGHT

SPEED = CriticalSpeed(
    speed_mps=4.0,
    se_mps=0.05,
    r_squared=0.9998,
    low_mps=3.86,
    high_mps=4.14,
    n_efforts=3,
    n_hard=1,
    is_lower_bound=True,
    run_ids=(1, 2, 3),
    warnings=("Lower bound: too few hard efforts.",),
)
TEN = RaceEstimate(
    distance_m=10_000.0,
    note="A range, not a promise.",
    low_s=2946.0,
    high_s=3054.0,
    from_distance_m=5000.0,
    from_time_s=1425.0,
    from_date=date(2026, 11, 10),
    from_id=3,
)
MARATHON = RaceEstimate(distance_m=42_195.0, note="No effort is long enough.")


def best(**changes: Any) -> Performance:
    usual: dict[str, Any] = {
        "recent": make_curve(),
        "ever": make_curve({60.0: 5.2, 600.0: 4.3, 3600.0: 3.6}, day=date(2025, 5, 1)),
        "critical_speed": SPEED,
        "why_no_critical_speed": None,
        "races": (TEN, MARATHON),
    }
    return Performance(**(usual | changes))


PACED = Thresholds(threshold_speed_mps=Threshold(value=3.9, origin=Origin.USER))


def entries(performance: Performance, thresholds: Thresholds = PACED) -> dict[str, Entry]:
    review = replace(make_review(), thresholds=thresholds)
    panel = load_performance.performance(performance, review, LIGHT)
    return {entry.key: entry for entry in panel.entries}


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize(
    "made",
    [
        best(),
        best(recent=CURVE.empty()),
        best(recent=CURVE.empty(), ever=CURVE.empty(), critical_speed=None),
        best(recent=make_curve({60.0: 4.0}), ever=make_curve({60.0: 4.0}), critical_speed=None),
    ],
    ids=["usual", "nothing recent", "empty", "one effort"],
)
def test_the_curve_can_be_drawn_of_any_efforts(made: Performance, palette: Any) -> None:
    chart = best_chart.curve_chart(made, make_review(), palette)
    assert chart.to_dict()["height"] > 100


def test_a_best_effort_is_dated_as_every_other_day() -> None:
    made = best(recent=CURVE.empty(), ever=make_curve({60.0: 4.0}))
    chart = best_chart.curve_chart(made, make_review(), LIGHT).to_dict()
    rows = [row for data in chart["datasets"].values() for row in data]
    assert [row["label"] for row in rows if "label" in row] == ["1:00: 4:10 /km (Sun 1 Nov)"]


def test_critical_speed_comes_as_a_range_with_error_and_warnings() -> None:
    entry = entries(best())["critical_speed"]
    assert entry.value == "at least 4:10 /km (4:19 to 4:02 /km)"
    assert entry.text.endswith(" Lower bound: too few hard efforts.")


def test_without_a_threshold_pace_95_percent_of_critical_speed_is_offered() -> None:
    text = entries(best(), Thresholds())["critical_speed"].text
    assert "95 % of this speed, 4:23 /km, can stand in for it" in text


def test_a_fit_is_never_offered_as_proof() -> None:
    assert "0.9998, which proves nothing" in entries(best())["critical_speed"].why


def test_no_critical_speed_says_what_it_would_need() -> None:
    made = best(critical_speed=None, why_no_critical_speed="It needs three efforts.")
    entry = entries(made)["critical_speed"]
    assert (entry.value, entry.text) == ("–", "It needs three efforts.")


def test_a_race_is_a_range_and_names_the_effort_behind_it() -> None:
    race = entries(best())["race_10000"]
    assert race.value == "49:06 to 50:54"
    assert race.text == "From 5.0 km in 23:45 on Tue 10 Nov."


def test_a_race_too_far_away_has_no_number() -> None:
    race = entries(best())["race_42195"]
    assert (race.name, race.value, race.text) == ("Marathon", "–", "No effort is long enough.")


def test_the_reserve_above_critical_speed_is_never_shown() -> None:
    panel = load_performance.performance(best(), make_review(), LIGHT)
    assert not any("D′" in f"{entry.text}{entry.why}" for entry in panel.entries)


def test_fastest_distances_stand_in_a_table_with_their_day() -> None:
    panel = load_performance.performance(best(), make_review(), LIGHT)
    assert panel.tables[0].frame.row(0) == ("5.0 km", "23:09", "23:09", date(2025, 5, 1))


def test_without_any_effort_nothing_is_drawn() -> None:
    made = best(recent=CURVE.empty(), ever=CURVE.empty())
    panel = load_performance.performance(made, make_review(), LIGHT)
    assert (panel.pictures, panel.entries) == ((), ())
    assert "no best" in panel.notice


@pytest.mark.parametrize(
    ("se_mps", "half_mps", "said"),
    [
        (
            0.06,
            0.14,
            "Standard error 0.06 m/s; the range is ± 0.14 m/s, since time trials themselves "
            "differ by that much.",
        ),
        (0.2, 0.2, "Standard error 0.20 m/s: that is the range."),
    ],
)
def test_the_range_says_what_it_stands_on(se_mps: float, half_mps: float, said: str) -> None:
    speed = replace(SPEED, se_mps=se_mps, low_mps=4 - half_mps, high_mps=4 + half_mps, warnings=())
    assert entries(best(critical_speed=speed))["critical_speed"].text == said
