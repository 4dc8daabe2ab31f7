from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from core.athlete import Era, Origin, Threshold, Thresholds
from core.findings import Review
from core.schemas import INTENSITY
from tests.makers import MadeRun, make_periods, make_review, told
from views import load_intensity
from views.mix_chart import mix_chart
from views.panel import Panel
from views.theme import DARK, LIGHT
from views.windows import ONE_YEAR, TWELVE_WEEKS, window

TODAY = date(2026, 11, 19)
YEAR = window(ONE_YEAR, first_day=None, today=TODAY)
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
    assert mix_chart(periods, palette, today=TODAY).to_dict()["height"] > 50


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
    spec = mix_chart(THREE, LIGHT, today=TODAY).to_dict()
    pieces = [row for row in rows(spec, spec["layer"][0]) if row["period"].startswith("23 Oct")]
    ends = [(row["from_pct"], row["to_pct"]) for row in pieces]
    assert ends == [(0, 76), (pytest.approx(76), pytest.approx(92)), (pytest.approx(92), 100)]


def test_a_narrow_piece_has_no_number() -> None:
    spec = mix_chart(make_periods((0.95, 0.03, 0.02)), LIGHT, today=TODAY).to_dict()
    texts = [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    said = [row["label"] for layer in texts for row in rows(spec, layer)]
    assert said == ["95", "easy", "middle", "hard, %"]


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


def drawn_words(periods: Any) -> dict[str, Any]:
    return mix_chart(periods, LIGHT, today=TODAY).to_dict()


def test_shares_add_up_to_a_hundred() -> None:
    row = make_periods((0.914, 0.024, 0.062)).row(0, named=True)
    assert load_intensity.heading(row) == "92 % easy, 2 % middle, 6 % hard"


def test_the_number_in_a_piece_is_the_one_of_the_heading() -> None:
    spec = drawn_words(make_periods((0.904, 0.027, 0.069)))
    assert [row["label"] for row in rows(spec, spec["layer"][0])] == ["90", "3", "7"]


def test_each_name_stands_beside_the_shade_of_its_pieces() -> None:
    spec = drawn_words(make_periods((0.01, 0.07, 0.92)))
    squares = [
        layer["mark"]["color"] for layer in spec["layer"] if layer["mark"]["type"] == "point"
    ]
    assert squares == spec["layer"][0]["encoding"]["color"]["scale"]["range"]


def test_a_year_of_bars_is_low_and_names_each_year_once() -> None:
    spec = drawn_words(make_periods(*[(0.8, 0.1, 0.1)] * 13))
    names = list(dict.fromkeys(row["period"] for row in rows(spec, spec["layer"][0])))
    assert names[:3] == ["21 Nov 2025", "19 Dec", "16 Jan 2026"]
    assert spec["height"] < 400


def test_weeks_of_another_year_are_told_with_it() -> None:
    old = make_periods((0.8, 0.1, 0.1), today=date(2025, 12, 4))
    assert "7 Nov – 4 Dec 2025, 12 runs." in panel(old).caption


def test_bars_of_one_year_do_not_pass_for_all() -> None:
    year = make_periods(*[(0.8, 0.1, 0.1)] * 13)
    long_known = make_review(runs=[MadeRun(days_ago=900), MadeRun(days_ago=1)])
    for review, is_said in ((long_known, True), (make_review(), False)):
        said = load_intensity.intensity(year, review, LIGHT, by="heart_rate", shown=YEAR).caption
        assert ("of the latest year only" in said) is is_said


PACE = Thresholds(threshold_speed_mps=told(3.0))


def with_heart_rate(review: Review) -> Review:
    rates = review.activities.with_columns(avg_heart_rate_bpm=pl.lit(150.0))
    return replace(review, activities=rates)


@pytest.mark.parametrize(
    ("review", "by"),
    [
        (make_review(), "Heart rate"),
        (make_review(thresholds=PACE), "Pace"),
        (with_heart_rate(make_review(thresholds=PACE)), "Heart rate"),
    ],
)
def test_the_card_opens_with_what_can_have_zones(review: Review, by: str) -> None:
    assert load_intensity.usual_by(review) == by


@pytest.mark.parametrize(
    ("thresholds", "said"),
    [
        (PACE, "Look by pace instead."),
        (Thresholds(), "To look by pace instead, set a threshold pace in Profile."),
    ],
)
def test_nobody_is_sent_to_a_pace_that_has_no_zones(thresholds: Thresholds, said: str) -> None:
    review = make_review(thresholds=thresholds)
    panel = load_intensity.intensity(INTENSITY.empty(), review, LIGHT, by="heart_rate", shown=SHOWN)
    assert panel.notice.endswith(said)
