"""A session of the plan as a file for the watch: the plan's steps in the watch's own format."""

from __future__ import annotations

from datetime import datetime

from core.plan import StrengthSession
from ingest.fit.workout import workout_bytes
from strength.watch_steps import workout_of


def watch_workout(session: StrengthSession, *, name: str, made_at: datetime) -> bytes:
    """The FIT file of one session.

    Args:
        session: Of the plan.
        name: What the watch lists it as.
        made_at: An aware time.
    """
    return workout_bytes(workout_of(session, name=name), made_at=made_at)
