"""Heart rate from the strap's memory goes to the samples that the watch could not hear."""

from __future__ import annotations

import polars as pl
import pytest

from ingest.parts import joined
from ingest.reader import Part, Raw
from ingest.strap import STORED, with_stored
from ingest.tidy import activities

NOON = 1_767_268_800.0


def packed(*ticks: int) -> list[float]:
    """Twelve bits each, two in three bytes."""
    found: list[float] = []
    for low, high in zip(ticks[::2], ticks[1::2], strict=True):
        found += [low & 255, low >> 8 | (high & 15) << 4, high >> 4]
    return [float(octet) for octet in found]


def hr(*rows: dict[str, object]) -> pl.DataFrame:
    """The messages of a strap; the first ties tick 1,024,000 of its clock to noon."""
    tie = {"timestamp": NOON, "event_timestamp": 1000.0, "filtered_bpm": [100.0]}
    return pl.from_dicts([tie, *rows], infer_schema_length=None)


def samples(*seconds: float, heart_rate: list[float | None] | None = None) -> pl.DataFrame:
    frame = pl.DataFrame({"timestamp": [NOON + second for second in seconds]})
    return frame if heart_rate is None else frame.with_columns(heart_rate=pl.Series(heart_rate))


def filled(records: pl.DataFrame, messages: pl.DataFrame) -> list[float | None]:
    return with_stored(records, messages)[STORED].to_list()


def test_the_tie_gives_the_first_heart_rate() -> None:
    assert filled(samples(-1, 0, 1), hr()) == [None, 100, 100]


def test_packed_times_count_on_from_the_tie() -> None:
    # 1,024,000 ticks are 0 in twelve bits; one second later are 1024
    later = hr({"event_timestamp_12": packed(1024, 2048), "filtered_bpm": [110.0, 120.0]})
    assert filled(samples(0, 1, 2), later) == [100, 110, 120]


def test_packed_times_roll_over_after_four_seconds() -> None:
    later = hr({"event_timestamp_12": packed(3072, 1024), "filtered_bpm": [110.0, 120.0]})
    assert filled(samples(3, 4, 5), later) == [110, 110, 120]


def test_a_byte_of_255_is_a_part_of_a_time() -> None:
    octets = [None if one == 255 else one for one in packed(1023, 2048)]
    later = hr({"event_timestamp_12": octets, "filtered_bpm": [110.0, 120.0]})
    assert filled(samples(1), later) == [110]


def test_a_fraction_of_a_second_moves_the_tie() -> None:
    tied = hr().with_columns(fractional_timestamp=0.75)
    assert filled(samples(0, 1), tied) == [None, 100]


def test_several_whole_times_in_one_message_are_read() -> None:
    tied = pl.DataFrame(
        {
            "timestamp": [NOON],
            "event_timestamp": [[1000.0, 1002.0]],
            "filtered_bpm": [[100.0, 130.0]],
        }
    )
    assert filled(samples(1, 2), tied) == [100, 130]


def test_what_the_watch_heard_itself_is_kept() -> None:
    heard = samples(0, 1, 2, heart_rate=[90.0, None, 0.0])
    assert filled(heard, hr()) == [90, 100, 100]


def test_an_old_heart_rate_is_not_that_of_the_sample() -> None:
    assert filled(samples(5, 6), hr()) == [100, None]


def test_messages_before_any_tie_say_nothing() -> None:
    loose = pl.DataFrame({"event_timestamp_12": [packed(1, 2)], "filtered_bpm": [[90.0, 91.0]]})
    assert STORED not in with_stored(samples(0), loose).columns


@pytest.mark.parametrize("name", ["event_timestamp", "filtered_bpm", "event_timestamp_12"])
def test_a_garbled_field_is_left_alone(name: str) -> None:
    assert STORED not in with_stored(samples(0), pl.DataFrame({name: ["odd"]})).columns


def test_a_part_of_the_strap_belongs_to_the_activity_before_it() -> None:
    watch = Part(records=samples(0, 1), file_type="activity", others={"hr": pl.DataFrame()})
    strap = Part(records=pl.DataFrame(), others={"hr": hr()})
    (part,) = joined((watch, strap))
    assert part.records[STORED].to_list() == [100, 100]


def test_the_source_says_that_two_were_joined() -> None:
    watch = Part(records=samples(0, 1), file_type="activity", others={"hr": hr()})
    (activity,) = activities(Raw(kind="fit", parts=(watch,)), file_sha256="")
    assert "strap's memory" in activity.sources["heart_rate_bpm"].rule
