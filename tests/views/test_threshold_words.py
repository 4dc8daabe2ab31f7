from __future__ import annotations

from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from core.athlete import Era, Origin, Profile, Sex, Threshold, Thresholds
from core.zones import Zone, Zones, ZoneTable
from tests.makers import make_review
from views import threshold_words
from views.profile_field import Field

NAME = "max_heart_rate_bpm"


def era(since: date, value: float, origin: Origin = Origin.USER) -> Era:
    return Era(
        since=since,
        thresholds=Thresholds(max_heart_rate_bpm=Threshold(value=value, origin=origin)),
    )


TWO = (era(date.min, 185), era(date(2026, 3, 1), 190))


def test_a_value_told_once_holds_for_all_runs() -> None:
    said = threshold_words.history(NAME, TWO[:1], is_metric=True)
    assert said == "Yours, for all your runs."


def test_a_changed_value_says_since_when_and_what_held_before() -> None:
    said = threshold_words.history(NAME, TWO, is_metric=True)
    assert said == "Yours since Sun 1 Mar 2026. Before: 185, from your profile."


def test_three_values_stand_newest_first_with_their_days() -> None:
    eras = (*TWO, era(date(2026, 9, 7), 188))
    said = threshold_words.history(NAME, eras, is_metric=True)
    assert "From Sun 1 Mar 2026: 190, from your profile. Before: 185" in said


def test_an_era_of_another_threshold_is_no_change_of_this_one() -> None:
    eras = (TWO[0], era(date(2026, 5, 1), 185), TWO[1])
    assert len(threshold_words.held_values(NAME, eras)) == 2


def test_what_is_only_estimated_has_no_history() -> None:
    eras = (era(date.min, 185, Origin.AGE_FORMULA),)
    assert threshold_words.history(NAME, eras, is_metric=True) == ""


def test_an_empty_field_shows_the_estimate_in_use() -> None:
    field = Field(name=NAME, label="Highest", is_estimated=True)
    review = make_review(
        thresholds=Thresholds(max_heart_rate_bpm=Threshold(value=185, origin=Origin.AGE_FORMULA))
    )
    said = threshold_words.note(field, None, review, is_metric=True)
    assert said.startswith("Not told. Used meanwhile: 185, from the age formula")


def test_a_field_that_is_no_threshold_has_no_note() -> None:
    field = Field(name="mass_kg", label="Body mass")
    assert threshold_words.note(field, 70, make_review(), is_metric=True) == ""


def test_a_value_that_held_only_lately_can_be_taken_for_all_runs() -> None:
    assert threshold_words.rewritable(make_review(eras=TWO)) == {NAME: "Use 190 for all my runs"}


def test_a_value_that_always_held_offers_nothing() -> None:
    assert threshold_words.rewritable(make_review(eras=TWO[:1])) == {}


@pytest.mark.parametrize(
    ("before", "after", "is_asked"),
    [
        (Profile(max_heart_rate_bpm=185), Profile(max_heart_rate_bpm=190), True),
        (Profile(), Profile(max_heart_rate_bpm=190), False),
        (Profile(mass_kg=70), Profile(mass_kg=71), False),
    ],
    ids=["changed", "told for the first time", "no threshold"],
)
def test_only_a_changed_threshold_asks_from_when_on_it_holds(
    before: Profile, after: Profile, is_asked: bool
) -> None:
    assert threshold_words.rewrites(before, after) is is_asked


def test_a_corrected_year_of_birth_was_always_so() -> None:
    changed = Profile(birth_year=1985, sex=Sex.FEMALE, mass_kg=70)
    assert threshold_words.timeless(Profile(sex=Sex.FEMALE), changed) == ("birth_year",)


def zones(*edges: float) -> ZoneTable:
    bounds = [None, *edges, None]
    rows = [
        Zone(name=str(n), low=low, high=high)
        for n, (low, high) in enumerate(pairwise(bounds), start=1)
    ]
    basis = Threshold(value=170, origin=Origin.USER)
    return ZoneTable(kind="Friel", basis=basis, zones=tuple(rows))


def shown(table: pl.DataFrame) -> list[str]:
    return table["From, to"].to_list()


def test_every_whole_beat_belongs_to_one_zone() -> None:
    found = Zones(heart_rate=zones(144.5, 153.0, 161.5), pace=None)
    (table,) = threshold_words.zone_tables(found, is_metric=True).values()
    assert shown(table) == ["under 145", "145 to 152", "153 to 161", "162 and more"]


def test_pace_zones_are_paces_in_the_units_of_the_reader() -> None:
    found = Zones(heart_rate=None, pace=zones(3.0, 4.0))
    (table,) = threshold_words.zone_tables(found, is_metric=True).values()
    assert shown(table) == ["slower than 5:33 /km", "5:33 /km to 4:10 /km", "4:10 /km and faster"]


def test_zones_say_what_they_are_shares_of() -> None:
    (title,) = threshold_words.zone_tables(Zones(heart_rate=zones(150), pace=None), is_metric=True)
    assert title == "Heart rate: shares of the threshold, after Friel (from your profile)"


def test_without_zones_there_is_no_table() -> None:
    assert not threshold_words.zone_tables(Zones(heart_rate=None, pace=None), is_metric=True)
