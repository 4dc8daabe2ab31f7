from __future__ import annotations

import pytest

from analytics.zones import zones
from core.athlete import Origin, Threshold, Thresholds
from tests.makers import told


def test_a_told_threshold_gives_seven_zones_that_touch() -> None:
    table = zones(Thresholds(threshold_heart_rate_bpm=told(170))).heart_rate
    assert table is not None
    assert (table.kind, len(table.zones)) == ("Friel", 7)
    lows = [zone.low for zone in table.zones[1:]]
    assert lows == [zone.high for zone in table.zones[:-1]]
    assert lows == pytest.approx([144.5, 153.0, 161.5, 170.0, 175.1, 181.9])


def test_an_estimated_threshold_leaves_the_zones_to_the_maximum() -> None:
    guess = Threshold(value=160, origin=Origin.ESTIMATED)
    thresholds = Thresholds(threshold_heart_rate_bpm=guess, max_heart_rate_bpm=told(190))
    table = zones(thresholds).heart_rate
    assert table is not None
    assert (table.kind, table.basis) == ("Edwards", told(190))


def test_the_fifth_pace_zone_begins_at_the_threshold() -> None:
    table = zones(Thresholds(threshold_speed_mps=told(4.0))).pace
    assert table is not None
    assert [zone.low for zone in table.zones if zone.name == "5a"] == [4.0]


def test_without_a_threshold_there_is_no_table() -> None:
    found = zones(Thresholds())
    assert (found.heart_rate, found.pace) == (None, None)
