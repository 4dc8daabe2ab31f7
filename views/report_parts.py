"""What a report is made of besides the review: what was done, and what the runner tells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from core.schemas import SESSIONS_DONE, SETS_DONE, SHOWN
from core.self_tests import SelfTested


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What of the runner stands on the report; unless chosen, nothing does.

    Without a `name` its line is left blank for a pen. `has_health` shows pains, conditions and
    injuries, `has_body` sex, year of birth, height and mass.
    """

    name: str = ""
    question: str = ""
    has_body: bool = False
    has_health: bool = False
    has_goal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was tested, logged and planned. Frames are named by their schema.

    `names` and `measures` are those of the exercises by their id; `outcome` are the sentences on
    whether it worked.
    """

    found: SelfTested
    sessions: pl.DataFrame = field(default_factory=SESSIONS_DONE.empty)
    sets: pl.DataFrame = field(default_factory=SETS_DONE.empty)
    shown: pl.DataFrame = field(default_factory=SHOWN.empty)
    names: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)
    outcome: tuple[str, ...] = ()

    def name_of(self, exercise_id: str) -> str:
        """The exercise as the plan calls it; its id in words where the library has it no more."""
        return self.names.get(exercise_id, exercise_id.replace("_", " "))
