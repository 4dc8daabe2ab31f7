"""The sport is the file's own word, or a guess that says so."""

from __future__ import annotations

import polars as pl
import pytest

from ingest.sports import guessed, named


@pytest.mark.parametrize(
    ("word", "sport", "sub_sport"),
    [
        ("running", "running", None),
        ("Running", "running", None),
        ("run", "running", None),
        ("9", "running", None),
        ("1", "cycling", None),
        ("10", "walking", None),
        ("77", "unknown_77", None),
        ("treadmill_running", "running", "treadmill"),
        ("Trail Run", "running", "trail"),
        ("Laufen", "running", None),
        ("Skilanglauf", "cross_country_skiing", None),
        ("mountain_biking", "cycling", None),
        ("hiking", "hiking", None),
        ("Stand up paddling", "stand_up_paddling", None),
        ("unknown", None, None),
        ("T", None, None),
        (None, None, None),
    ],
)
def test_the_type_of_a_gpx_is_understood(
    word: str | None, sport: str | None, sub_sport: str | None
) -> None:
    assert named(word) == (sport, sub_sport)


@pytest.mark.parametrize(
    "word",
    [
        *("Crunches", "Skilaufen", "Schneeschuhlaufen", "Inlinelauf", "Rodellauf", "swimrun"),
        *("Ski run", "Snowboard Run", "e-bike run", "EBikeRide", "Swim-Run", "Runde", "Schneelauf"),
    ],
)
def test_another_sport_is_no_run_because_its_word_holds_one(word: str) -> None:
    assert named(word)[0] not in ("running", None)


@pytest.mark.parametrize(
    "word",
    ["VirtualRun", "trail_run", "parkrun", "Waldlauf", "Lauftraining", "Skipping run", "runner"],
)
def test_a_run_is_known_by_the_beginning_or_the_end_of_a_word(word: str) -> None:
    assert named(word)[0] == "running"


@pytest.mark.parametrize(
    ("word", "sport"),
    [
        ("Strider", "strider"),
        ("Ride", "cycling"),
        ("Bicycle", "cycling"),
        ("Ski run", "ski_run"),
        ("Snowboard Run", "snowboarding"),
    ],
)
def test_words_of_other_sports_are_understood(word: str, sport: str) -> None:
    assert named(word)[0] == sport


@pytest.mark.parametrize(
    ("speed_mps", "cadence_spm", "sport"),
    [
        (3.0, None, "running"),
        (1.2, None, "walking"),
        (1.7, 165.0, "running"),
        (1.7, 110.0, "walking"),
        (8.0, None, "generic"),
        (None, 170.0, "generic"),
    ],
)
def test_speed_and_steps_suggest_a_sport(
    speed_mps: float | None, cadence_spm: float | None, sport: str
) -> None:
    table = pl.DataFrame({"speed_mps": [speed_mps] * 9, "cadence_spm": [cadence_spm] * 9}).cast(
        pl.Float64
    )
    assert guessed(table)[0] == sport


def test_standing_still_does_not_make_a_run_a_walk() -> None:
    assert guessed(pl.DataFrame({"speed_mps": [0.0] * 90 + [3.0] * 10}))[0] == "running"


def test_a_guess_says_what_it_rests_on() -> None:
    assert "3.0 m/s" in guessed(pl.DataFrame({"speed_mps": [3.0]}))[1]
