"""One outing as a watch recorded it, and what one file gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

import polars as pl

from core.errors import ProfileError
from core.schemas import EFFORTS, ROUTES, SETS

RUNNING = "running"
BELTS = frozenset({"treadmill", "indoor_running", "indoor"})
"""Sub-sports on level ground under a roof: FIT's words, and that of GPX files and of our forms."""

INDOORS = BELTS | {"virtual_activity", "virtual"}
"""Sub-sports whose distance is the watch's guess from the arm, or the machine's word."""

PARSER_VERSION = 3  # grows when the same bytes would give other records
ALGO_VERSION = 2  # grows when the same records would give another summary
ISSUE_CODES = frozenset(
    {
        "crc",
        "truncated",
        "header",
        "part_damaged",
        "no_summary",
        "field_size",
        "field_undescribed",
        "clock",
        "bad_point",
        "impossible",
        "trailing_bytes",
        "long",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of an upload we are willing to read. Every limit has its sentence when it is hit.

    All but `max_xml_value_chars` and the archive's count in one file: `max_messages` laps,
    sessions, events and other rows that are no samples, `max_fit_messages` messages of any kind,
    known or not, `max_parts` chained FIT parts, `max_activities` sessions or TCX activities.
    """

    max_file_bytes: int = 64 * 2**20
    max_samples: int = 2_000_000
    max_messages: int = 200_000
    max_fit_messages: int = 4_000_000
    max_parts: int = 100
    max_activities: int = 100
    max_xml_value_chars: int = 256
    max_archive_ratio: int = 200
    max_archive_depth: int = 2
    max_archive_members: int = 100_000
    max_archive_bytes: int = 8 * 2**30


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What was lost in a file that could be used; `code` is one of `ISSUE_CODES`."""

    code: str
    severity: Literal["info", "warning", "error"]
    message: str
    where: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSource:
    """Where a column of the records came from: one source per column and file, never mixed.

    `field` is the file's own name; `sensor` names the device behind it when the file tells
    (a new sensor starts a new baseline); `rule` is a decision of ours, such as "strides x 2".
    """

    origin: Literal["native", "developer", "derived"]
    field: str
    sensor: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One outing of any sport.

    `file_sha256` is that of the unpacked bytes; `part` counts the activities of one file from 0.
    `records` is RECORDS, `laps` LAPS, `events` EVENTS, `totals` LAPS with the one row of the
    device's own summary (all columns null where the file has none), `sets` SETS of a strength
    session. `parser_version` grows when the same bytes would give other records.
    """

    file_sha256: str
    part: int
    sport: str
    sub_sport: str | None
    start_time: datetime
    utc_offset_s: int | None
    device: str | None
    records: pl.DataFrame
    laps: pl.DataFrame
    events: pl.DataFrame
    totals: pl.DataFrame
    sources: Mapping[str, FieldSource]
    issues: tuple[Issue, ...] = ()
    parser_version: int = PARSER_VERSION
    sets: pl.DataFrame = field(default_factory=SETS.empty)

    @property
    def id(self) -> str:
        """The same bytes give the same activity, whatever the file is called."""
        return f"{self.file_sha256}-{self.part}"

    @property
    def is_run(self) -> bool:
        """A run is an activity whose sport is running: treadmill, trail and track too."""
        return self.sport == RUNNING


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """Everything that one file gave: activities in file order, and what was lost on the way."""

    activities: tuple[Activity, ...]
    issues: tuple[Issue, ...]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is kept of an activity besides its records: one ACTIVITIES row, BLOCKS and more.

    `activity_id` is null in all until the store gives one. EFFORTS and ROUTES are empty for other
    sports. `algo_version` grows when the same records would give another summary.
    """

    row: pl.DataFrame
    blocks: pl.DataFrame
    algo_version: int = ALGO_VERSION
    efforts: pl.DataFrame = field(default_factory=EFFORTS.empty)
    route: pl.DataFrame = field(default_factory=ROUTES.empty)


def local_date(start_time: datetime, utc_offset_s: int | None, timezone: str | None) -> date:
    """The local day on which an activity started; a run over midnight stays on it.

    Args:
        start_time: Aware start.
        utc_offset_s: What the file itself says of local time; it wins, since the runner travels.
        timezone: The runner's IANA zone, asked at that date; without it the day is that of UTC.

    Raises:
        ProfileError: no such zone.

    Source:
        Load law, section 7.

    Example:
        >>> local_date(datetime(2026, 3, 28, 23, 30, tzinfo=UTC), None, "Europe/Berlin")
        datetime.date(2026, 3, 29)
    """
    if utc_offset_s is not None:
        return (start_time.astimezone(UTC) + timedelta(seconds=utc_offset_s)).date()
    return start_time.astimezone(_zone(timezone)).date()


def _zone(timezone: str | None) -> tzinfo:
    """The zone of that name; UTC where none is told."""
    if timezone is None:
        return UTC
    try:
        return ZoneInfo(timezone)
    except (KeyError, ValueError, OSError) as cause:
        raise ProfileError(
            f"There is no time zone called {timezone!r}.",
            "Choose one from the list, such as Europe/Zurich.",
        ) from cause
