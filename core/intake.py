"""What became of the files that a runner dropped, and which of them hold the same outing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import IO

from core.activity import RUNNING, Issue

AHEAD = timedelta(
    days=1
)  # our choice: what starts later than that after its drop has a wrong clock
AROUND = timedelta(hours=48)  # our choice: recordings that start further apart are not compared


class Outcome(StrEnum):
    """What happened to one file. Another sport is read and kept; it is no reason to skip."""

    READ = "read"
    DUPLICATE = "duplicate"
    SKIPPED = "skipped"
    REFUSED = "refused"


class BatchKind(StrEnum):
    """Where a batch came from; the sample runner is marked so that it can be taken out again."""

    UPLOAD = "upload"
    SAMPLE = "sample"


Source = bytes | IO[bytes] | Path
"""A file, an archive, or a folder of this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """What a runner dropped, each with its name (display text only). `created_at` is aware."""

    sources: Sequence[tuple[str, Source]]
    created_at: datetime
    kind: BatchKind = BatchKind.UPLOAD


class Choice(StrEnum):
    """Which files of a batch the runner wants to see."""

    TO_LOOK_AT = "to look at"
    READ = "read"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of one file, or of `n_files` of which the same is to be said.

    `activity_ids` are those that the file holds (for a duplicate: those already stored), `sports`
    runs beside them. `error_code`, `what` and `advice` are set for refused and skipped files.
    """

    filename: str
    outcome: Outcome
    activity_ids: tuple[int, ...] = ()
    sports: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()
    error_code: str | None = None
    what: str = ""
    advice: str = ""
    n_files: int = 1

    @property
    def n_runs(self) -> int:
        """Runs that the file brought; a duplicate brings none."""
        return self.sports.count(RUNNING) if self.outcome is Outcome.READ else 0

    @property
    def is_noted(self) -> bool:
        """Whether something of a file that was read is missing or doubtful."""
        is_read = self.outcome is Outcome.READ
        return is_read and any(issue.severity != "info" for issue in self.issues)

    @property
    def needs_a_look(self) -> bool:
        """Whether there is more to say than that a run is in."""
        return self.is_noted or self.n_runs == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One drop of files, undone as a whole. `created_at` is aware UTC.

    `n_files` has a number for every outcome. Of the activities that the batch brought, `n_spare`
    do not count, because a richer recording of the same outing does, and `n_ahead` are dated later
    than the drop itself (`AHEAD`); `n_runs`, `first_date` and `last_date` are without the latter.
    An unfinished batch is still being taken in, or was interrupted: what is in it stays, and the
    same drop again adds only the rest.
    """

    id: int
    kind: BatchKind
    created_at: datetime
    is_finished: bool
    n_files: Mapping[Outcome, int]
    n_runs: int = 0
    n_noted: int = 0
    n_to_look_at: int = 0
    n_spare: int = 0
    n_ahead: int = 0
    first_date: date | None = None
    last_date: date | None = None

    @property
    def n_all(self) -> int:
        """Files of any outcome."""
        return sum(self.n_files.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a drop has come. `n_known` grows while archives are being opened."""

    n_done: int
    n_known: int
    elapsed_s: float
    filename: str

    @property
    def share(self) -> float:
        """What part of the known files is done, 0 to 1."""
        return min(1.0, self.n_done / max(1, self.n_known))

    @property
    def rate_per_s(self) -> float | None:
        """Files a second so far; None before there is anything to go by."""
        return self.n_done / self.elapsed_s if self.n_done and self.elapsed_s > 0 else None

    @property
    def left_s(self) -> float | None:
        """Seconds that the known files will still take at this rate."""
        rate = self.rate_per_s
        return None if rate is None else (self.n_known - self.n_done) / rate


class Verdict(StrEnum):
    """Whether two recordings are one outing, and who says so."""

    SAME = "same"  # decided by the rule
    ASKED = "asked"  # only the runner can know; both count until then
    CONFIRMED = "confirmed"  # the runner: the same
    APART = "apart"  # the runner: two outings, both count


class Richer(StrEnum):
    """Why one of two recordings counts: it has what the other lacks."""

    DYNAMICS = "dynamics"
    POWER = "power"
    HEART_RATE = "heart_rate"
    LONGER = "longer"
    FIRST = "first"
    RECORDED = "recorded"  # the other one was typed in


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """What of a stored recording tells whether another one is the same outing."""

    activity_id: int
    start_time: datetime
    elapsed_s: float | None
    distance_m: float | None
    has_dynamics: bool = False
    has_power: bool = False
    has_heart_rate: bool = False
    sport: str | None = None
    is_recorded: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two recordings of one outing, or perhaps of one: only `counts_id` counts, if they are.

    `shift_s` is what must be added to the start of the spare one to make the two agree, in whole
    quarter hours.
    """

    spare_id: int
    counts_id: int
    verdict: Verdict
    because: Richer
    shift_s: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What is told of one side of a pair; `batch_id` is the drop that brought it."""

    filename: str
    sport: str | None
    local_date: date | None
    distance_m: float | None
    elapsed_s: float | None
    batch_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPair:
    """A pair with both its sides."""

    pair: Pair
    spare: Recording
    counts: Recording


Judge = Callable[[Sequence[Trace], Sequence[Trace]], Sequence[Pair]]
"""Finds the pairs between recordings that are new and those that are known."""
