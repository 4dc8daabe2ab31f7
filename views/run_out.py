"""Taking a run out, and bringing it back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import polars as pl

from core.diary import ManualActivity
from core.errors import NotFound
from core.findings import Review
from core.run import RunDetail
from views import ask, hand, run_list, stage
from views.question import Question

KEY = "taken_out"
SAYS = ":material/delete: **The run is taken out.** Nothing counts it any more."
OUT = (
    "It leaves every figure, flag and chart. A run with a file can be brought back at any time, "
    "one typed in only right after."
)
YOURS = "**You took this run out.** Bring it back, or choose another one from the list."
BACK, UNDO = "Bring it back", ":material/undo:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A run that was taken out; `told` is what was typed in, of one without a file."""

    activity_id: int
    told: ManualActivity | None


def take_out(detail: RunDetail) -> Removed:
    """Take a run out; what is needed to bring it back."""
    activity_id = int(detail.activity["activity_id"].item())
    is_manual = bool(detail.activity["is_manual"].item())
    told = hand.told_activity(activity_id) if is_manual else None
    hand.remove_activity(activity_id, is_manual=is_manual)
    return Removed(activity_id=activity_id, told=told)


def undo(removed: Removed, *, today: date) -> None:
    """Bring back what was taken out just now, and show it."""
    if removed.told is None:
        _restore(removed.activity_id)
    else:
        show(hand.add_activity(removed.told, today=today))


def show(activity_id: int | None) -> None:
    """Run the page again with that run in its address."""
    ask.again(**{run_list.ADDRESS: activity_id})


def why_not_here(told: str | None) -> str:
    """Why the run that the address names is not shown."""
    return YOURS if _is_out(told) else run_list.UNKNOWN_RUN


def _is_out(told: str | None) -> bool:
    return told in [str(each) for each in hand.removed_activities()["activity_id"]]


def offer(review: Review, told: str | None) -> None:
    """Draw the runs that were taken out, to be brought back; the one in the address leads."""
    if told is not None and _is_out(told) and ask.buttons([("back_told", BACK, UNDO)]):
        _restore(int(told))
    out = hand.removed_activities()
    if out.is_empty():
        return
    label = f"Runs that you took out ({out.height})"
    if (fold := stage.fold(label, icon=":material/restore_from_trash:", key="out")).open:
        with fold:
            _choose(review, out)


def _choose(review: Review, out: pl.DataFrame) -> None:
    names = {
        row["activity_id"]: run_list.label(row, review)
        for row in out.reverse().iter_rows(named=True)
    }
    which = Question(key="which_out", label="Which one", kind="choice", options=names)
    if ask.kept(which.key, None) not in names:
        ask.drop(which.key)  # it came back, perhaps in another window
    chosen = ask.ask(which, begin=next(iter(names)))
    if ask.buttons([("back_chosen", BACK, UNDO)]) and chosen is not None:
        _restore(chosen)


def _restore(activity_id: int) -> None:
    with suppress(NotFound):  # another window was quicker: it is back
        hand.restore_activity(activity_id)
    if (just := ask.kept(KEY, None)) is not None and just.activity_id == activity_id:
        ask.drop(KEY)
    show(activity_id)
