from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from core.athlete import Era, Origin, Threshold, Thresholds
from core.schemas import INTENSITY
from tests.makers import make_periods, make_review, told
from views import load_intensity
from views.mix_chart import mix_chart
from views.panel import Panel
from views.theme import DARK, LIGHT
from views.windows import TWELVE_WEEKS, window

TODAY = date(2026, 11, 19)
SHOWN = window(TWELVE_WEEKS, first_day=None, today=TODAY)
THREE = make_periods((0.71, 0.20, 0.09), (0.73, 0.19, 0.08), (0.76, 0.16, 0.08))
TOLD = Thresholds(threshold_heart_rate_bpm=Threshold(value=170, origin=Origin.USER))


def panel(periods: Any = THREE, **how: Any) -> Panel:
    review = make_review(thresholds=TOLD)
    asked: dict[str, Any] = {"by": "heart_rate", "shown": SHOWN} | how
    return load_intensity.intensity(periods, review, LIGHT, **asked)


def rows(spec: dict[str, Any], layer: dict[str, Any]) -> list[dict[str, Any]]:
    return spec["datasets"][layer["data"]["name"]]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
@pytest.mark.parametrize("periods", [THREE, make_periods((1.0, 0.0, 0.0)), THREE.head(1)])
def test_the_bars_can_be_drawn_of_any_mix(periods: Any, palette: Any) -> None:
    assert mix_chart(periods, palette).to_dict()["height"] > 50


def test_the_heading_says_the_mix_of_the_latest_four_weeks() -> None:
    assert panel().heading == "76 % easy, 16 % middle, 8 % hard"


def test_heading_bar_and_table_say_one_value() -> None:
    spec = panel().pictures[0].chart.to_dict()
    last = [row for row in rows(spec, spec["layer"][0]) if row["period"].startswith("23 Oct")]
    assert {row["zone"]: round(row["share_pct"]) for row in last} == {
        "easy": 76,
        "middle": 16,
        "hard": 8,
    }
    assert panel().tables[0].frame["Easy, min"][0] == 0.76 * 600


def test_the_pieces_of_a_bar_fill_it_without_a_gap() -> None:
    spec = mix_chart(THREE, LIGHT).to_dict()
    pieces = [row for row in rows(spec, spec["layer"][0]) if row["period"].startswith("23 Oct")]
    ends = [(row["from_pct"], row["to_pct"]) for row in pieces]
    assert ends == [(0, 76), (pytest.approx(76), pytest.approx(92)), (pytest.approx(92), 100)]


def test_a_narrow_piece_has_no_number() -> None:
    spec = mix_chart(make_periods((0.95, 0.03, 0.02)), LIGHT).to_dict()
    texts = [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    said = [row["label"] for layer in texts for row in rows(spec, layer)]
    assert said == ["95", "easy, %", "middle", "hard"]


def test_zones_about_a_threshold_are_called_approximate_with_its_origin() -> None:
    said = panel().caption
    assert "Approximate: zones from a threshold of 170 bpm (from your profile)." in said
    assert said.endswith("A description, not a target.")


def test_the_share_without_a_zone_is_said_and_left_out() -> None:
    periods = make_periods((0.76, 0.16, 0.08), unknown_s=9000.0, n_runs_unknown=2)
    assert "20 % of the time has no zone, 2 runs wholly: left out." in panel(periods).caption


@pytest.mark.parametrize(("unknown_s", "is_said"), [(170.0, False), (200.0, True)])
def test_less_than_half_a_percent_without_a_zone_is_not_worth_a_word(
    unknown_s: float, is_said: bool
) -> None:
    periods = make_periods((0.76, 0.16, 0.08), unknown_s=unknown_s)
    assert ("1 % of the time has no zone" in panel(periods).caption) is is_said
    assert ("has no zone" in panel(periods).caption) is is_said


def test_the_polarisation_index_stands_in_the_details_without_advice() -> None:
    why = panel().why
    assert "1.27 in 23 Oct – 19 Nov: pyramidal." in why
    assert "no better than pyramidal" in why


def test_no_heart_rate_says_so_in_the_words_of_the_law() -> None:
    said = panel(INTENSITY.empty()).notice
    assert said.startswith("No heart rate: HR load, zones, decoupling not available.")


def test_no_threshold_pace_says_what_to_do() -> None:
    assert "Set one in Profile" in panel(INTENSITY.empty(), by="pace").notice


def test_periods_without_any_zone_show_no_bar() -> None:
    unknown = make_periods((0.0, 0.0, 0.0), easy_pct=None, middle_pct=None, hard_pct=None)
    assert panel(unknown).pictures == ()


def test_a_quarter_asks_for_three_times_four_weeks() -> None:
    assert (TODAY - load_intensity.since(SHOWN)).days + 1 == 84


def test_zones_name_the_threshold_that_held_in_their_weeks() -> None:
    def of(bpm: float) -> Thresholds:
        return Thresholds(threshold_heart_rate_bpm=told(bpm))

    eras = (
        Era(since=date.min, thresholds=of(173.0)),
        Era(since=TODAY, thresholds=of(178.0)),
    )
    review = make_review(thresholds=of(178.0), eras=eras)
    row = make_periods((0.8, 0.1, 0.1)).row(0, named=True)
    said = load_intensity.caption(row, review, "heart_rate")
    assert "a threshold of 173 bpm, from Thu 19 Nov on 178 bpm" in said


def test_a_highest_heart_rate_seen_in_runs_may_make_the_hard_share_too_large() -> None:
    seen = Threshold(value=149.0, origin=Origin.OBSERVED)
    review = make_review(thresholds=Thresholds(max_heart_rate_bpm=seen))
    row = make_periods((0.1, 0.1, 0.8)).row(0, named=True)
    said = load_intensity.caption(row, review, "heart_rate").replace("\u00a0", " ")
    assert "show is 149 bpm: if you have never run all-out" in said
