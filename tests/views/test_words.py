from __future__ import annotations

from datetime import date

import pytest

from core.athlete import Origin, Threshold
from core.errors import DamagedFile
from core.findings import Level, Tone
from views import words

TODAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (words.pace(1000 / 321), "5:21 /km"),
        (words.pace(1609.344 / 517, is_metric=False), "8:37 /mi"),
        (words.pace(1000 / 299.6), "5:00 /km"),
        (words.pace(0.0), "–"),
        (words.pace(None), "–"),
        (words.distance(12_100), "12.1 km"),
        (words.distance(400), "400 m"),
        (words.distance(0), "0 km"),
        (words.distance(99_960), "100 km"),
        (words.distance(12_100, is_metric=False), "7.5 mi"),
        (words.distance(None), "–"),
        (words.duration(3849), "1:04:09"),
        (words.duration(2530), "42:10"),
        (words.duration(3599.7), "1:00:00"),
        (words.duration(None), "–"),
        (words.balance(51.6), "51.6 % left"),
        (words.balance(48.4), "51.6 % right"),
        (words.balance(50.04), "even"),
        (words.balance(None), "–"),
        (words.lean(-1.2), "51.2 % right"),
        (words.signed(4.2), "+4"),
        (words.signed(-7), "−7"),
        (words.signed(-0.2), "0"),
        (words.number(float("nan")), "–"),
        (words.number(36_100), "36,100"),
        (words.change(1.13), "+13 %"),
        (words.change(0.9), "−10 %"),
        (words.change(1.11, edges=(1.10,)), "about +11 %"),
        (words.change(None), "–"),
        (words.contact_time(246.2), "246 ms"),
        (words.day(date(2026, 11, 21), today=TODAY), "Sat 21 Nov"),
        (words.day(date(2025, 11, 21), today=TODAY), "Fri 21 Nov 2025"),
        (words.day(None, today=TODAY), "–"),
        (words.count(1, "run"), "1 run"),
        (words.count(0, "run"), "0 runs"),
        (words.sport("cycling"), "ride"),
        (words.sport("kite_surfing"), "kite surfing activity"),
    ],
)
def test_a_number_is_said_as_a_runner_would(said: str, expected: str) -> None:
    assert said == expected


def test_too_little_data_is_never_marked_as_ok() -> None:
    assert words.mark(Level.INSUFFICIENT, Tone.NONE) == words.NOT_ENOUGH


@pytest.mark.parametrize(
    ("level", "tone", "badge"),
    [
        (Level.OK, Tone.NONE, ":green-badge[● OK]"),
        (Level.WATCH, Tone.AMBER, ":yellow-badge[▲ Watch]"),
        (Level.ACT, Tone.RED, ":red-badge[◆ Act]"),
        (Level.ACT, Tone.AMBER, ":yellow-badge[▲ Watch]"),
        (Level.WATCH, Tone.INFO, ":gray-badge[○ For information]"),
    ],
)
def test_a_verdict_shows_its_tone_with_sign_and_word(level: Level, tone: Tone, badge: str) -> None:
    assert words.mark(level, tone).badge == badge


def test_number_and_unit_stay_together_on_a_phone() -> None:
    assert words.together("51.6 % left") == "51.6\u00a0%\u00a0left"


def test_a_threshold_says_where_it_comes_from_and_its_doubt() -> None:
    threshold = Threshold(value=187.0, origin=Origin.AGE_FORMULA, note="± 11 bpm")
    assert words.origin(threshold) == "from the age formula, ± 11 bpm"


def test_a_note_that_names_its_origin_is_not_said_twice() -> None:
    threshold = Threshold(value=60.0, origin=Origin.ASSUMED, note="assumed: tell yours")
    assert words.origin(threshold) == "assumed: tell yours"


def test_an_error_is_what_happened_and_what_to_do() -> None:
    error = DamagedFile("The file ends after 3 kB.", "Export it again.")
    assert words.explain(error) == "**The file ends after 3 kB.** Export it again."
