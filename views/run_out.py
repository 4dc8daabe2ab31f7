"""Taking a run out, and bringing it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.diary import ManualActivity
from core.run import RunDetail
from views import hand

KEY = "taken_out"
SAYS = ":material/delete: **The run is taken out.** Nothing counts it any more."
OUT = "It leaves every figure, flag and chart. You can bring it back right after."


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


def bring_back(removed: Removed, *, today: date) -> int:
    """Bring it back; under which id."""
    if removed.told is not None:
        return hand.add_activity(removed.told, today=today)
    hand.restore_activity(removed.activity_id)
    return removed.activity_id
