"""The cards of a run's page, for every kind of activity that there is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import pipeline
from core.diary import Change, Editable
from core.errors import EntryError
from core.findings import BALANCE_WATCH_PP
from core.run import RunDetail
from tests.run_makers import KINDS, PROFILE, TODAY, copy_to, made
from views import (
    run_edit,
    run_figures,
    run_heart,
    run_list,
    run_load,
    run_panels,
    run_part,
    run_splits,
    run_volumes,
    run_words,
)
from views.run_balance import bins, side_of
from views.run_lanes import Look
from views.run_left_out import minutes_counted, panel
from views.run_way import MOST_POINTS, pauses, thinned, way_of
from views.theme import DARK, LIGHT


def detail(kind: str = "long", **changes: Any) -> RunDetail:
    return replace(made().details[kind], **changes)


def look(kind: str = "long") -> Look:
    return run_panels.look_of(detail(kind), made().review, LIGHT)


def entry(kind: str, key: str) -> Any:
    by = {each.key: each for each in run_figures.figures(detail(kind), made().review)}
    return by[f"figure_{key}"]


def with_row(kind: str = "long", **told: Any) -> RunDetail:
    row = detail(kind).activity.with_columns(
        pl.lit(value, detail(kind).activity.schema[name]).alias(name)
        for name, value in told.items()
    )
    return detail(kind, activity=row)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_picture_of_every_kind_can_be_drawn(kind: str, palette: Any) -> None:
    shown, review = detail(kind), made().review
    seen = run_panels.look_of(shown, review, palette)
    panels = [each for row in run_panels.rows(shown, review, seen) for each in row]
    if shown.seconds.height:
        panels.append(run_panels.along(shown, seen))
    for picture in (picture for each in panels for picture in each.pictures):
        assert picture.chart.to_dict()["height"] > 0
        assert picture.alt.endswith(".")


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_says_where_it_is_from(kind: str) -> None:
    for figure in run_figures.figures(detail(kind), made().review):
        assert figure.text
        assert figure.why.startswith("**")


@pytest.mark.parametrize("kind", KINDS)
def test_what_stands_on_top_stands_with_its_reason_below(kind: str) -> None:
    entries = run_figures.figures(detail(kind), made().review)
    below = {each.why: each.value for each in entries}
    for on_top in run_figures.first(entries):
        assert (
            below[on_top.why]
            .replace("\u00a0", " ")
            .startswith(on_top.value.replace("\u00a0", " ").removesuffix(" %"))
        )


def test_the_answer_names_a_lean_that_grew() -> None:
    said = run_words.answer(detail(), made().review).replace("\u00a0", " ")
    assert said == "16.8 km at 5:50 /km. Your :orange[left] lean grew in the last third."


def test_without_a_clear_drift_nothing_is_said_of_it() -> None:
    drift = replace(detail().drift, is_clear=False)
    assert "lean" not in run_words.answer(detail(drift=drift), made().review)


def test_a_drift_to_the_right_is_blue() -> None:
    drift = replace(detail().drift, late_pp=-2.6, early_pp=-1.5)
    assert ":blue[right]" in run_words.answer(detail(drift=drift), made().review)


def test_one_run_names_no_side() -> None:
    assert "One run alone names no side" in run_words.caption(detail())


def test_a_run_without_balance_says_nothing_of_sides_on_top() -> None:
    assert "side" not in run_words.caption(detail("gpx"))


@pytest.mark.parametrize("missing", ["No heart rate:", "No cadence:", "No power", "No altitude:"])
def test_each_missing_channel_has_its_line(missing: str) -> None:
    assert missing in run_words.why_missing(detail("gpx"))


def test_another_sport_counts_in_no_run_figure() -> None:
    said = run_words.answer(detail("ride"), made().review)
    assert said.startswith("A ride:")
    assert "It counts in no run figure." in said


def test_what_was_typed_in_is_called_so() -> None:
    assert run_words.caption(detail("manual")).startswith("Typed in by hand")


def test_a_run_without_a_distance_says_so() -> None:
    shown = with_row(distance_m=None)
    assert "its distance is not known" in run_words.answer(shown, made().review)


def test_the_lanes_are_thinned() -> None:
    for how in ("middle", "extremes"):
        points = thinned(detail(), look().way, "heart_rate_bpm", how=how)
        assert MOST_POINTS / 2 < points.height <= MOST_POINTS + 2
        assert set(points.schema.values()) == {pl.Float32()}


def test_extremes_keep_the_highest_heart_rate() -> None:
    points = thinned(detail(), look().way, "heart_rate_bpm", how="extremes")
    assert points["value"].max() == pytest.approx(detail().seconds["heart_rate_bpm"].max())


def with_pause() -> RunDetail:
    at = pl.int_range(pl.len())
    later = pl.when(at > 3000).then(pl.col("elapsed_s") + 600).otherwise("elapsed_s")
    seconds = detail().seconds.with_columns(
        elapsed_s=later, segment_index=(at > 3000).cast(pl.Int64)
    )
    return detail(seconds=seconds)


def test_a_line_breaks_at_a_pause() -> None:
    points = thinned(with_pause(), look().way, "speed_mps")
    assert points["value"].null_count() == 1


def test_a_pause_is_marked_where_it_was() -> None:
    way = look().way
    (at,) = pauses(with_pause(), way)
    assert at == pytest.approx(detail().seconds["way_m"][3001] / 1000)


def test_a_channel_that_is_missing_for_minutes_breaks_its_line() -> None:
    gone = pl.when(pl.int_range(pl.len()).is_between(2000, 2600)).then(None)
    seconds = detail().seconds.with_columns(power_w=gone.otherwise(250.0))
    assert thinned(detail(seconds=seconds), look().way, "power_w")["value"].null_count() == 1


def test_indoors_lanes_lie_over_minutes() -> None:
    assert way_of(with_row(sub_sport="treadmill"), is_metric=True).unit == "min"


def test_the_way_is_in_miles_where_the_runner_thinks_in_miles() -> None:
    way = way_of(detail(), is_metric=False)
    assert (way.unit, way.end) == ("mi", pytest.approx(10.43, abs=0.02))


def test_balance_is_binned_to_200_metres() -> None:
    table = bins(detail(), look().way)
    assert table.height == 84
    assert (table["until"] - table["at"]).head(80).to_list() == pytest.approx([0.2] * 80, abs=1e-5)


def test_the_side_of_a_bin_is_even_below_the_watch_limit() -> None:
    assert side_of(BALANCE_WATCH_PP - 0.01).value == "none"
    assert [side_of(lean).value for lean in (1.0, -1.0, None)] == ["left", "right", "none"]


def test_minutes_that_counted_are_those_of_the_balance() -> None:
    assert minutes_counted(detail())[0] == detail().leans["n_blocks"][0]


def test_what_was_left_out_adds_up() -> None:
    counted, every = minutes_counted(detail())
    assert (counted, every) == (93, 98)
    assert "| First 5 minutes | 5 | Feet and strap settle |" in panel(detail(), look().way).text


def test_a_constant_balance_is_said_to_be_none() -> None:
    shown = with_row("gpx", is_balance_constant=True)
    assert "nothing was measured" in panel(shown, look("gpx").way).notice


def test_a_constant_balance_is_no_balance_on_top() -> None:
    shown = replace(with_row("gpx", is_balance_constant=True), measure=None)
    by = {each.key: each for each in run_figures.figures(shown, made().review)}
    assert by["figure_balance"].text == "One balance from start to end: nothing was measured."


def test_a_watch_on_the_wrist_is_told_plainly() -> None:
    assert "A watch on the wrist records none" in panel(detail("gpx"), look("gpx").way).notice


def test_two_sensors_stand_side_by_side() -> None:
    strap = detail().leans
    pods = strap.with_columns(
        measure=pl.lit("pod_balance_left_pct"), sensor=pl.lit("pods"), lean_pp=-pl.col("lean_pp")
    )
    text = panel(detail(leans=pl.concat([strap, pods])), look().way).text
    assert "never mixed" in text
    assert ":orange[" in text
    assert ":blue[" in text


def test_without_positions_there_is_no_route() -> None:
    gone = pl.lit(None, pl.Float64)
    seconds = detail().seconds.with_columns(lat_deg=gone, lon_deg=gone)
    row = run_panels.rows(detail(seconds=seconds), made().review, look())[0]
    assert [each.heading for each in row] == ["Kilometre by kilometre"]


def test_a_route_without_balance_is_coloured_by_pace() -> None:
    row = run_panels.rows(detail("gpx"), made().review, look("gpx"))[0]
    assert "Stronger colour: faster" in row[0].text


def test_the_loads_say_which_one_counts() -> None:
    load = run_panels.rows(detail(), made().review, look())[1][0]
    by = {each.key: each for each in load.entries}
    assert by["load_hr_load_au"].text == "This one counts."
    assert "threshold pace" in by["no_loads"].why


def test_a_load_that_is_not_known_is_no_zero() -> None:
    load = run_panels.rows(detail("gpx"), made().review, look("gpx"))[1][0]
    assert load.heading == "Load unknown"
    assert "Unknown is not zero" in load.text


@pytest.mark.parametrize("kind", ["long", "gpx"])
def test_the_badge_beside_the_load_says_that_it_is_about_the_distance(kind: str) -> None:
    load = run_panels.rows(detail(kind), made().review, look(kind))[1][0]
    assert "Distance: " in load.badges


@pytest.mark.parametrize(
    ("ratio", "named", "badge"),
    [
        (1.10, "reference", ":green-badge[● Distance: OK]"),
        (1.20, "small", ":yellow-badge[▲ Distance: Watch]"),
        (2.00, "moderate", ":yellow-badge[▲ Distance: Watch]"),
        (2.01, "large", ":red-badge[◆ Distance: Act]"),
    ],
)
def test_an_older_run_has_the_verdict_of_its_own_class(
    ratio: float, named: str, badge: str
) -> None:
    spike = detail().spike.with_columns(
        distance_m=10_000.0 * ratio,
        reference_distance_m=10_000.0,
        reference_date=pl.col("local_date"),
        spike_ratio=ratio,
        spike_class=pl.lit(named),
        is_reference_complete=True,
    )
    shown, without_flags = detail(spike=spike), replace(made().review, flags=())
    assert run_load.load_panel(shown, without_flags).badges == badge


def durability(moving_s: float) -> str:
    shown = with_row(durability_ratio=None, moving_s=moving_s)
    entries = run_heart.heart_panel(shown, LIGHT).entries
    return next(each.text for each in entries if each.key == "durability")


def test_a_run_of_exactly_90_minutes_is_long_enough_for_durability() -> None:
    assert durability(5399.0).startswith("Only of runs of 90 min")
    assert durability(5400.0) == "Not measured well enough."


@pytest.mark.parametrize(
    ("covered_pct", "reason"),
    [(85.0, "Heart rate for under 90 % of the run."), (90.0, "Not steady enough.")],
)
def test_a_decoupling_takes_heart_rate_for_nine_tenths(covered_pct: float, reason: str) -> None:
    shown = with_row(decoupling_pct=None, heart_rate_coverage_pct=covered_pct)
    entries = run_heart.heart_panel(shown, LIGHT).entries
    assert next(each.text for each in entries if each.key == "decoupling") == reason


def test_the_bar_of_a_split_is_as_long_as_the_square_of_its_speed() -> None:
    at = pl.int_range(pl.len())
    splits = detail().splits.with_columns(speed_mps=pl.when(at == 1).then(3.0).otherwise(4.0))
    (picture,) = run_splits.panel(detail(splits=splits), LIGHT, is_metric=True).pictures
    tables = picture.chart.to_dict()["datasets"].values()
    bars = next(rows for rows in tables if "share" in rows[0])
    assert bars[1]["share"] / bars[0]["share"] == pytest.approx(0.75**2)


def test_a_short_run_has_no_decoupling_and_says_why() -> None:
    shown = with_row(decoupling_pct=None, moving_s=3000.0)
    heart = run_panels.rows(shown, made().review, look())[2][0]
    decoupling = next(each for each in heart.entries if each.key == "decoupling")
    assert decoupling.text.startswith("Too short")


def test_without_a_heart_rate_there_are_no_zones() -> None:
    heart = run_panels.rows(detail("strapless"), made().review, look("strapless"))[2][0]
    assert heart.notice == "No heart rate, so there are no zones."


FROZEN = {
    "avg_heart_rate_bpm": 150.0,
    "max_heart_rate_bpm": 150.0,
    "heart_rate_coverage_pct": 0.0,
    "heart_rate_s": None,
}


def test_a_frozen_heart_rate_is_no_heart_rate_on_top() -> None:
    figures = run_figures.figures(with_row(**FROZEN), made().review)
    heart = next(each for each in figures if each.key == "figure_heart")
    assert (heart.value, heart.text[:28]) == ("–", "One heart rate from start to")


def test_a_frozen_heart_rate_is_the_reason_that_there_are_no_zones() -> None:
    shown = replace(with_row(**FROZEN), zones=detail().zones.clear())
    heart = run_panels.rows(shown, made().review, look())[2][0]
    assert heart.notice.startswith("One heart rate from start to end")


def test_an_unsteady_long_run_is_not_steady_enough() -> None:
    shown = with_row(decoupling_pct=None)
    heart = run_panels.rows(shown, made().review, look())[2][0]
    assert "Not steady enough." in [each.text for each in heart.entries]


def test_the_last_change_decides_which_part_is_looked_at() -> None:
    first = run_part.at_first(look().way)
    whole = first.typed
    brushed = first.then(brushed=(2.0, 3.0), typed=whole)
    typed = brushed.then(brushed=(2.0, 3.0), typed=(5.0, 9.0))
    assert (brushed.part, typed.part) == ((2.0, 3.0), (5.0, 9.0))
    assert typed.then(brushed=None, typed=(5.0, 9.0)).part == (5.0, 9.0)


def test_a_part_stands_beside_the_whole_run() -> None:
    shown = run_part.figures(detail(), look().way, (2.0, 4.0), is_metric=True)
    assert shown["Part"] == ("2.0 to 4.0 km", "Whole run")
    assert shown["Distance"] == ("2.0 km", "16.8 km")


def test_a_part_in_which_nothing_was_recorded_is_unknown() -> None:
    shown = run_part.figures(detail(), look().way, (90.0, 91.0), is_metric=True)
    assert shown["Pace"][0] == "–"


def test_each_figure_of_a_part_is_a_block_that_wraps() -> None:
    line = run_part.lines(detail(), look().way, (2.0, 4.0), is_metric=True)[3]
    assert line.replace("\u00a0", " ") == (
        ":small[:gray[Distance]]  \n**2.0 km**  \n:small[:gray[16.8 km]]"
    )


def test_a_brush_is_read_whichever_way_it_was_drawn() -> None:
    assert run_part.brushed({"lane_speed_mps": [{"at": [4.0, 2.0]}]}) == (2.0, 4.0)
    assert run_part.brushed({}) is None


def test_the_address_names_an_activity() -> None:
    ids = made().review.activities["activity_id"]
    assert run_list.wanted(made().review, str(ids[0])) == ids[0]


@pytest.mark.parametrize("told", ["999999", "-1", "abc", "", "1e3", "9" * 40])
def test_an_address_that_names_none_is_none(told: str) -> None:
    assert run_list.wanted(made().review, told) is None


def test_no_address_is_the_latest_run() -> None:
    latest = detail().activity["activity_id"].item()
    assert run_list.wanted(made().review, None) == latest


def test_the_list_names_other_sports() -> None:
    labels = run_list.options(made().review, None).values()
    assert any(" · ride · " in label for label in labels)


def test_only_what_differs_is_changed() -> None:
    form = run_edit.form(detail(), made().review)
    typed = dict(form.begin) | {"rpe_index": 7, "title": "  Sunday "}
    changed = run_edit.changes(form, typed, is_metric=True)
    assert {each.field: each.value for each in changed} == {
        Editable.RPE: 7.0,
        Editable.TITLE: "Sunday",
    }


def test_an_emptied_field_takes_the_change_back() -> None:
    form = run_edit.form(with_row(title="old"), made().review)
    (change,) = run_edit.changes(form, dict(form.begin) | {"title": ""}, is_metric=True)
    assert change.value is None


def test_a_treadmill_asks_for_its_distance_in_the_units_of_the_runner() -> None:
    shown = with_row(sub_sport="treadmill", is_distance_estimated=True, distance_m=8000.0)
    form = run_edit.form(shown, made().review)
    (change,) = run_edit.changes(form, dict(form.begin) | {"distance_m": 8.5}, is_metric=True)
    assert (change.field, change.value) == (Editable.DISTANCE, 8500.0)
    assert "incline_pct" in form.questions


def test_a_run_with_a_known_way_is_not_asked_for_its_distance() -> None:
    assert "distance_m" not in run_edit.form(detail(), made().review).questions


def test_a_run_without_balance_has_no_sides_to_swap() -> None:
    assert "is_swapped" not in run_edit.form(detail("gpx"), made().review).questions


@pytest.fixture
def stretched(tmp_path: Path) -> RunDetail:
    """The bare run of 3 km, after the runner told that it was 3.6 km."""
    url = f"sqlite:///{tmp_path / 'told.db'}"
    copy_to(url)
    store = pipeline.open_default_store({"EVENSTRIDE_DB": url})
    key = detail("gpx").activity["activity_id"].item()
    change = Change(field=Editable.DISTANCE, value=3600.0)
    pipeline.edits.change(store, key, [change], edited_at=datetime(2026, 11, 22, tzinfo=UTC))
    review = pipeline.review(store, profile=PROFILE, today=TODAY)
    return pipeline.one_run(store, key, review=review)


def test_a_told_distance_ends_the_splits(stretched: RunDetail) -> None:
    assert stretched.splits["to_m"][-1] == pytest.approx(3600.0)


def test_a_told_distance_stretches_every_second(stretched: RunDetail) -> None:
    before, after = detail("gpx").seconds["speed_mps"], stretched.seconds["speed_mps"]
    ratio = 3600.0 / detail("gpx").activity["distance_m"].item()
    assert after.median() == pytest.approx(before.median() * ratio)


def test_the_page_says_that_the_distance_was_told(stretched: RunDetail) -> None:
    said = run_words.caption(stretched).replace("\u00a0", " ")
    assert "You told 3.6 km, the watch counted 3.0 km" in said


def test_a_told_distance_can_be_changed_again(stretched: RunDetail) -> None:
    asked = run_edit.form(stretched, made().review).questions["distance_m"]
    assert "before, it was 3.0 km" in asked.help


def test_a_told_distance_is_called_so(stretched: RunDetail) -> None:
    figures = run_figures.figures(stretched, made().review)
    assert next(each for each in figures if each.key == "figure_distance").text == "As you told it."


def test_best_efforts_say_that_they_go_by_the_watch(stretched: RunDetail) -> None:
    (efforts,) = run_volumes.volumes_panel(stretched, made().review).tables
    assert efforts.title.endswith(", by the distance of the watch")


def test_a_distance_typed_in_miles_is_refused_in_miles() -> None:
    shown = with_row(sub_sport="treadmill", is_distance_estimated=True)
    form = run_edit.form(shown, made().review)
    with pytest.raises(EntryError) as refused:
        run_edit.changes(form, dict(form.begin) | {"distance_m": -2.0}, is_metric=False)
    assert refused.value.what == "Distance cannot be -2 mi."
