"""Names and scales of FIT messages and fields: fitparse's tables, and the rows they lack.

fitparse's profile is MIT licensed. The additional rows are facts about the public FIT profile,
written by hand (names, numbers, scales); Garmin's generated files are not copied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from fitparse.profile import MESSAGE_TYPES

RECORD, SESSION, LAP, EVENT, DEVICE_INFO = 20, 18, 19, 21, 23
FILE_ID, ACTIVITY, SPORT = 0, 34, 12
FIELD_DESCRIPTION, DEVELOPER_DATA_ID = 206, 207
HR, SET = 132, 225
TIMESTAMP = 253


NUMBERS = frozenset(
    {
        "bool",
        "date_time",
        "device_index",
        "fit_base_type",
        "left_right_balance",
        "left_right_balance_100",
        "local_date_time",
        "message_index",
        "user_local_id",
        "weight",
    }
)
"""Types for which the profile lists a few special values, but which are numbers to us."""


READ_VARIANTS = frozenset(
    {"antplus_device_type", "avg_running_cadence", "garmin_product", "max_running_cadence"}
)
"""The variants that anybody here reads; an event alone has nineteen."""


@dataclass(frozen=True, slots=True)
class Component:
    """A value packed into some bits of a field, to be unpacked into a field of its own."""

    name: str
    scale: float
    offset: float
    bits: int
    bit_offset: int
    is_accumulated: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """Another meaning of a field, in force where another field of the message has one value."""

    name: str
    words: Mapping[int, str] | None
    when: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field: value = raw / scale - offset. `words` names the values of an enumeration."""

    name: str
    scale: float = 1.0
    offset: float = 0.0
    words: Mapping[int, str] | None = None
    components: tuple[Component, ...] = ()
    variants: tuple[Variant, ...] = ()
    is_time: bool = False


@dataclass(frozen=True, slots=True)
class MessageSpec:
    """One kind of message: its name and its fields by number."""

    name: str
    fields: Mapping[int, FieldSpec] = field(default_factory=dict)


def _enhanced(name: str, scale: float) -> tuple[Component, ...]:
    return (Component(name, scale, 0.0, 8, 0, is_accumulated=False),)


MISSING_FIELDS: dict[int, dict[int, FieldSpec]] = {
    RECORD: {
        87: FieldSpec("cycle_length16", 100),
        99: FieldSpec("respiration_rate", components=_enhanced("enhanced_respiration_rate", 1)),
        108: FieldSpec("enhanced_respiration_rate", 100),
        116: FieldSpec("current_stress", 100),
        139: FieldSpec("core_temperature", 100),
    },
    SESSION: {
        110: FieldSpec("sport_profile_name"),
        147: FieldSpec("avg_respiration_rate"),
        168: FieldSpec("training_load_peak", 65536),
        169: FieldSpec("enhanced_avg_respiration_rate", 100),
        192: FieldSpec("workout_feel"),
        193: FieldSpec("workout_rpe"),
        197: FieldSpec("sdrr_hrv"),
        198: FieldSpec("rmssd_hrv"),
        211: FieldSpec("avg_grade_adjusted_speed", 1000),
    },
    LAP: {
        136: FieldSpec("enhanced_avg_respiration_rate", 100),
        161: FieldSpec("avg_grade_adjusted_speed", 1000),
    },
    SET: {
        0: FieldSpec("duration", 1000),
        3: FieldSpec("repetitions"),
        4: FieldSpec("weight", 16),
        5: FieldSpec("set_type", words={0: "rest", 1: "active"}),
        6: FieldSpec("start_time", is_time=True),
        7: FieldSpec("category"),
        8: FieldSpec("category_subtype"),
        9: FieldSpec("weight_display_unit"),
        10: FieldSpec("message_index"),
        11: FieldSpec("wkt_step_index"),
        254: FieldSpec("timestamp", is_time=True),
    },
}
"""Rows of the public profile that fitparse 1.2.0 lacks and that this product can use."""

MISSING_WORDS: dict[str, dict[int, str]] = {
    "sport": {
        53: "diving",
        58: "winter_sport",
        62: "hiit",
        64: "racket",
        65: "wheelchair_push_walk",
        66: "wheelchair_push_run",
        67: "meditation",
        70: "team_sport",
        73: "hockey",
        75: "volleyball",
        79: "archery",
        80: "mixed_martial_arts",
        82: "snorkeling",
        83: "dance",
        84: "jump_rope",
        86: "mobility",
    },
    "sub_sport": {
        62: "breathing",
        66: "expedition",
        67: "ultra",
        68: "indoor_climbing",
        69: "bouldering",
        70: "hiit",
        73: "amrap",
        74: "emom",
        75: "tabata",
        78: "triathlon",
        79: "duathlon",
        80: "brick",
        81: "swim_run",
        82: "adventure_race",
        84: "pickleball",
        85: "padel",
        94: "squash",
        95: "badminton",
        97: "table_tennis",
        124: "rucking",
        126: "pool_triathlon",
    },
    "manufacturer": {294: "coros", 339: "zepp", 348: "huawei"},
}
"""Words of enumerations that came after fitparse's tables."""


@lru_cache(maxsize=64)
def message_spec(number: int) -> MessageSpec:
    """The name of a message and its fields by number; unknown messages have no fields.

    Example:
        >>> message_spec(RECORD).fields[84].name
        'stance_time_balance'
        >>> message_spec(65280).fields
        {}
    """
    known = MESSAGE_TYPES.get(number)
    fields = {n: _spec(row) for n, row in known.fields.items()} if known else {}
    fields |= MISSING_FIELDS.get(number, {})
    return MessageSpec(known.name if known else f"unknown_{number}", fields)


def _spec(row: Any) -> FieldSpec:
    """One row of fitparse's tables in our form."""
    return FieldSpec(
        name=row.name,
        scale=float(row.scale or 1),
        offset=float(row.offset or 0),
        words=_words(row.type),
        components=tuple(
            Component(
                name=part.name,
                scale=float(part.scale or 1),
                offset=float(part.offset or 0),
                bits=part.bits,
                bit_offset=part.bit_offset,
                is_accumulated=bool(part.accumulate),
            )
            for part in row.components or ()
        ),
        variants=tuple(
            Variant(
                name=other.name,
                words=_words(other.type),
                when=frozenset((ref.def_num, ref.raw_value) for ref in other.ref_fields),
            )
            for other in row.subfields or ()
            if other.name in READ_VARIANTS
        ),
        is_time=row.type.name in ("date_time", "local_date_time"),
    )


def _words(kind: Any) -> dict[int, str] | None:
    """What the values of an enumeration are called; None for numbers."""
    words = None if kind.name in NUMBERS else getattr(kind, "values", None)
    if not words:
        return None
    return {n: str(word) for n, word in words.items()} | MISSING_WORDS.get(kind.name, {})
