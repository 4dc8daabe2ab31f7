"""What is known of a run stands with its inputs; what is not, in one line with its reasons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from core.athlete import Origin, Sex, Threshold, Thresholds
from core.run import RunDetail
from tests.run_makers import made
from views import run_figures, run_heart, run_load, run_words
from views.panel import Entry
from views.theme import LIGHT
from views.words import UNKNOWN


def told(value: float) -> Threshold:
    return Threshold(value=value, origin=Origin.USER)


HELD = Thresholds(
    resting_heart_rate_bpm=told(50),
    max_heart_rate_bpm=told(190),
    threshold_heart_rate_bpm=told(170),
    threshold_speed_mps=told(1000 / 300),
    critical_power_w=told(250),
    sex=Sex.FEMALE,
)


def detail(kind: str, *, row: dict[str, Any] | None = None, **loads: Any) -> RunDetail:
    """An activity with other figures and other loads."""
    seen = made().details[kind]
    return replace(
        seen,
        activity=_with(seen.activity, row or {}),
        loads=_with(seen.loads, loads),
        thresholds=HELD,
    )


def _with(frame: pl.DataFrame, told: dict[str, Any]) -> pl.DataFrame:
    return frame.with_columns(
        pl.lit(value, frame.schema[name]).alias(name) for name, value in told.items()
    )


def loads_of(shown: RunDetail) -> dict[str, Entry]:
    entries = run_load.load_panel(shown, made().review).entries
    return {each.key: each for each in entries}


def why(shown: RunDetail, kind: str) -> str:
    return loads_of(shown)[f"load_{kind}"].why.replace("\u00a0", " ")


def text_of(shown: RunDetail) -> str:
    return run_load.load_panel(shown, made().review).text


def test_pace_load_names_threshold_pace_graded_pace_and_time() -> None:
    row = {"normalised_graded_speed_mps": 4.0, "moving_s": 3600.0, "elapsed_s": 3700.0}
    assert (
        "**Inputs.** Threshold pace 5:00 /km (from your profile); normalised graded pace 4:10 /km; "
        "moving time 1:00:00."
    ) in why(detail("long", row=row, pace_load_au=144.0), "pace_load_au")


def test_pace_load_names_no_heart_rate() -> None:
    assert "eart rate" not in why(detail("long", pace_load_au=144.0), "pace_load_au")


def test_pace_load_says_where_the_slope_is_from() -> None:
    shown = detail("long", row={"altitude_source": "gnss"}, pace_load_au=144.0)
    assert "**Coverage.** Altitude from satellites" in why(shown, "pace_load_au")


def test_a_slope_that_was_told_is_an_input() -> None:
    shown = detail("long", row={"incline_pct": 2.0}, pace_load_au=144.0)
    assert "slope of the treadmill 2.0 %" in why(shown, "pace_load_au")


def test_power_load_names_critical_power_and_power() -> None:
    shown = detail("long", row={"normalised_power_w": 240.0}, power_load_au=92.0)
    said = why(shown, "power_load_au")
    assert "Critical power 250 W (from your profile); normalised power 240 W" in said


def test_effort_names_the_rating_and_the_whole_session() -> None:
    row = {"rpe_index": 6.0, "elapsed_s": 3600.0}
    said = why(detail("long", row=row, session_rpe_au=360.0), "session_rpe_au")
    assert "**Inputs.** Effort 6 of 10; the whole session of 1:00:00." in said


def test_heart_rate_load_names_the_heart_and_its_coverage() -> None:
    said = why(detail("long", row={"heart_rate_coverage_pct": 97.9}), "hr_load_au")
    assert "resting 50 bpm (from your profile), highest 190 bpm" in said
    assert "the weight for women" in said
    assert "**Coverage.** Heart rate for 97 % of the moving time." in said


def test_zones_name_only_the_highest_heart_rate() -> None:
    assert "resting" not in why(detail("long"), "edwards_au")


@pytest.mark.parametrize("at", range(3), ids=["efficiency", "decoupling", "durability"])
def test_each_answer_of_the_heart_has_inputs_and_coverage(at: int) -> None:
    row = {"decoupling_pct": 3.0, "durability_ratio": 1.1, "heart_rate_coverage_pct": 97.9}
    said = run_heart.heart_panel(detail("long", row=row), LIGHT).entries[at].why
    assert "**Inputs.**" in said
    assert "**Coverage.** Heart rate for 97 % of the moving time." in said


@pytest.mark.parametrize("kind", ["gpx", "manual"])
def test_what_is_not_known_is_one_line(kind: str) -> None:
    entries = (
        run_load.load_panel(detail(kind), made().review).entries,
        run_heart.heart_panel(detail(kind), LIGHT).entries,
        run_figures.panel(detail(kind), made().review).entries,
    )
    assert [each.value for shown in entries for each in shown].count(UNKNOWN) <= 1


def test_the_line_of_the_unknown_gives_each_reason() -> None:
    line = loads_of(detail("gpx"))["no_loads"]
    assert "Heart-rate load, Pace load" in line.text
    assert "- **Pace load.** It takes a speed, and a threshold pace" in line.why


def test_one_thing_that_is_not_known_stands_in_its_place() -> None:
    row = {"decoupling_pct": None, "durability_ratio": 1.1}
    entries = run_heart.heart_panel(detail("long", row=row), LIGHT).entries
    assert [each.key for each in entries] == ["efficiency", "decoupling", "durability"]


def test_no_dash_stands_on_top() -> None:
    on_top = run_figures.first(run_figures.figures(detail("gpx"), made().review))
    assert [each.name for each in on_top] == ["Distance", "Moving time", "Pace"]


def test_what_was_not_recorded_is_one_line_on_top() -> None:
    said = run_words.caption(detail("gpx"))
    assert "Not recorded: heart rate, cadence, power, altitude." in said


TYPED_HEART = {"avg_heart_rate_bpm": 150.0}
BY_HEART = {
    "load_source": "hr",
    "load_au": 40.0,
    "hr_load_au": 40.0,
    "is_load_estimated": True,
    "is_hr_load_estimated": True,
    "missing": None,
}


def test_a_typed_run_with_a_heart_rate_says_why_its_load_is_estimated() -> None:
    said = text_of(detail("manual", row=TYPED_HEART, **BY_HEART))
    assert "from the mean heart rate that you typed in" in said


def test_the_load_that_most_runs_have_stands_in_for_none() -> None:
    said = text_of(detail("manual", row=TYPED_HEART, **BY_HEART))
    assert "stands in" not in said


def test_another_load_than_most_runs_have_stands_in_for_theirs() -> None:
    by_effort = BY_HEART | {"load_source": "rpe", "hr_load_au": None, "rpe_load_au": 40.0}
    assert "stands in for the one that most of your runs have" in text_of(
        detail("manual", **by_effort)
    )


def test_a_typed_heart_rate_is_an_input() -> None:
    said = why(detail("manual", row=TYPED_HEART, **BY_HEART), "hr_load_au")
    assert "the mean of 150 bpm that you typed in" in said


def test_a_typed_run_has_a_speed_but_not_second_by_second() -> None:
    shown = detail("manual", missing="no heart rate and no speed")
    assert "no heart rate and no speed second by second." in text_of(shown)


def test_a_typed_run_has_no_zones_for_want_of_seconds() -> None:
    shown = detail("manual", row=TYPED_HEART)
    said = run_heart.heart_panel(shown, LIGHT).notice
    assert said == "Typed in: zones take the heart rate of every second."


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"spike_ratio": None}, "Distance: no run to compare with"),
        (
            {"spike_ratio": 1.0, "is_reference_complete": False},
            "Distance: under a month to compare with",
        ),
    ],
)
def test_a_distance_that_is_known_is_not_called_too_little_data(
    row: dict[str, Any], says: str
) -> None:
    shown = detail("long")
    review = replace(made().review, flags=())
    panel = run_load.load_panel(replace(shown, spike=_with(shown.spike, row)), review)
    assert says in panel.badges


def test_a_typed_run_lacks_seconds_not_heart_rate_or_length() -> None:
    (line,) = run_heart.heart_panel(detail("manual", row=TYPED_HEART), LIGHT).entries
    assert line.why.count("second by second, which a run typed in does not have") == 3


@pytest.mark.parametrize(
    ("key", "column"), [("heart", "avg_heart_rate_bpm"), ("ascent", "ascent_m")]
)
def test_a_typed_figure_says_that_it_was_typed(key: str, column: str) -> None:
    shown = run_figures.figures(detail("manual", row={column: 150.0}), made().review)
    assert next(each for each in shown if each.key == f"figure_{key}").text == "Typed in by you."
