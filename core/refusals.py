"""Lines of the report for files that were not taken in: each says what happened and what to do."""

from __future__ import annotations

from dataclasses import replace

from core.errors import IngestError, NotAnActivity, UnsafeFile
from core.intake import Outcome, TakenIn
from core.limited import Lost

SYSTEM_FILE = "system file"  # known by its name, all other kinds by their bytes
_LOST = {
    "killed": "Reading this file ended the program that was reading it, three times.",
    "time": "Reading this file took longer than a minute, and was given up.",
    "memory": "Reading this file would take more memory than any run needs.",
}


def refused(filename: str, error: IngestError) -> TakenIn:
    """A file that holds no activity was skipped; one that could not be read was refused."""
    outcome = Outcome.SKIPPED if isinstance(error, NotAnActivity) else Outcome.REFUSED
    return TakenIn(
        filename=filename,
        outcome=outcome,
        error_code=error.code,
        what=error.what,
        advice=error.advice,
    )


def lost(filename: str, result: Lost) -> TakenIn:
    """A file that no worker could read within the limits."""
    advice = "Export the activity again, or in another format."
    return refused(filename, UnsafeFile(_LOST[result.why], advice))


def left_out(source: str, *, kind: str, n_files: int) -> TakenIn:
    """Files of one kind in an archive or folder, of which nobody wants to read one by one."""
    why = "names" if kind == SYSTEM_FILE else "first bytes"
    error = NotAnActivity(f"No activities, as their {why} say ({kind}).", "There is nothing to do.")
    return replace(refused(f"{source} › {kind}", error), n_files=n_files)
