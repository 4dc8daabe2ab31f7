"""What a reader is, and the raw frames that every reader gives: the file's own names and units.

The contract of a raw frame, the same for all formats:

* One row per record, lap, session, event or device message (GPX, TCX: per track point), in file
  order.
* Column names are the file's own: FIT profile names (`heart_rate`, `position_lat`), local names of
  GPX (`hr`, `ele`, `cad`), which stand for those of TCX too; TCX laps keep theirs
  (`TotalTimeSeconds`). `ingest/tidy.py` alone turns them into RECORDS.
* Numbers are Float64, scaled as the profile says (position in semicircles, cadence in strides as
  stored), invalid values null. A value that the file repeats in two fields (`speed`,
  `enhanced_speed`) stays in both columns.
* Times (`timestamp`, `start_time`) are Float64 seconds since 1970 UTC, fractions kept, in every
  format under the name `timestamp` for a sample.
* Enumerations are strings (`sport` = `running`); a number that the profile lacks is
  `unknown_<n>`. Undocumented fields may be left out, or come as `unknown_<n>` columns.
* Arrays are `List(Float64)` columns, or left out where nobody reads them.
* Developer fields are columns `dev:<developer data index>:<field number>`, described in
  `Part.developer`: two nameless or equally named fields never overwrite each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from core.activity import Issue, Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class DeveloperField:
    """What the file says about one developer field; all None when it says nothing.

    `app` is the application id as hex text, `native` the number of the profile's field of the
    same message that this one stands in for.
    """

    name: str | None = None
    units: str | None = None
    app: str | None = None
    native: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One recording as the file has it; a chained FIT file has several, most files one.

    `file_type` is FIT's own word (`activity`, `course`, `settings`, ...), for GPX `activity`,
    `route` or `waypoints`; None where the file does not tell. `device` is maker and model.
    `sport` holds for the whole part, where the file has no sessions. `others` holds frames that
    few callers read (`hr`, `hrv`, `set`), by the file's name. `n_tracks` and `n_segments` count
    those of GPX and TCX, empty ones too.
    """

    records: pl.DataFrame
    laps: pl.DataFrame = field(default_factory=pl.DataFrame)
    sessions: pl.DataFrame = field(default_factory=pl.DataFrame)
    events: pl.DataFrame = field(default_factory=pl.DataFrame)
    devices: pl.DataFrame = field(default_factory=pl.DataFrame)
    others: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    developer: Mapping[str, DeveloperField] = field(default_factory=dict)
    file_type: str | None = None
    sport: str | None = None
    device: str | None = None
    utc_offset_s: int | None = None
    n_tracks: int = 0
    n_segments: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """All that one file holds, before names, units and nulls are tidied.

    `kind` is the format in lower case (`fit`, `gpx`, `tcx`); `issues` say what was lost.
    """

    kind: str
    parts: tuple[Part, ...]
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One format: `recognises` looks at the bytes, never at a name; `read` may raise anything.

    `suffixes` are what a file chooser offers. The door, `ingest.read_activities`, turns whatever
    `read` raises into a `DamagedFile`, unless it is an `IngestError` already.
    """

    name: str
    suffixes: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, Limits], Raw]


def developer_key(index: int, number: int) -> str:
    """The column name of a developer field.

    Example:
        >>> developer_key(0, 7)
        'dev:0:7'
    """
    return f"dev:{index}:{number}"
