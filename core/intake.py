"""What became of the files that a runner dropped: one outcome a file, one batch a drop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.activity import Issue


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of one file.

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One drop of files, undone as a whole. `created_at` is aware UTC."""

    id: int
    kind: BatchKind
    created_at: datetime
    items: tuple[TakenIn, ...]
