"""The terms of a week: what is read off the situation once, before anything is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.athlete import Experience, Profile
from core.findings import Flag, Level, Side
from core.load_cause import STATE_OF, LoadCause, LoadState
from core.plan import Situation
from core.season import PHASES, monday_of
from core.spoken import AFTER
from strength.extra import earns_extra_sets
from strength.history import History
from strength.library import library
from strength.missed import Weeks, weeks_before
from strength.progress import history
from strength.stages import LEARN_WEEKS, phase_on, stage_on
from strength.technique import muted
from strength.told import as_known

CALM_PAIN = 4  # S1
CAUTION_PAIN = 2  # S2
OLDER_FROM_YEARS = 65  # S5
YOUNG_BELOW_YEARS = 16  # S5
DELOAD_EVERY_WEEKS = 4
SELF_TEST = "ST_"
NO_STRENGTH = "NO_STRENGTH"
LIGHT_FLAGS = frozenset({"TIGHTNESS", "FOCUS_LOW", "INTENSITY_MIX"})  # D7
GAIT_SIDE_FLAGS = frozenset(
    {"GCT_BALANCE", "BALANCE_SHIFT", "BALANCE_FATIGUE", "BALANCE_HILL", "BALANCE_SPEED", "LR_OTHER"}
)
PAGE_ORDER = (NO_STRENGTH, "BALANCE_SHIFT", "DOWNHILL_LOAD", "GCT_BALANCE", "FORM_DRIFT")
"""Imbalance law, section 2.5: within a level self-tests, then these, then the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What this week allows and asks for. Numbers S, D and sections are those of the strength law.

    `flags` are those at watch or act that name a need, the most urgent first; `muted` those whose
    technique advice waits for a pain. `pains` holds the score of each tag that hurts. `age` is the
    one of this year's birthday, None when not told: then no rule for an age applies. The runner may
    still be a year younger. `profile.weeks_done` counts the weeks of the log.
    """

    profile: Profile
    flags: tuple[Flag, ...]
    load_cause: LoadCause | None
    monday: date
    race_date: date | None
    phase: str
    stage: str
    age: int | None
    pains: Mapping[str, int]
    is_calm: bool
    level_cap: int
    focus_side: Side
    is_focus_tested: bool
    muted: tuple[Flag, ...]
    weeks: Weeks
    history: History

    @property
    def held_because(self) -> str:
        """Why nothing goes up this week, in words; empty where things may."""
        reasons = (
            ("while something hurts", self.is_calm),
            (AFTER[self.load_cause], self.load_cause is not None),
            ("so close to a race", self.phase in ("taper", "race_week", "recovery")),
            ("in the first week back", self.weeks.is_return),
            ("in a week that is done once more", self.weeks.is_repeat),
            ("in a lighter week", self.is_deload),
        )
        return next((why for why, holds in reasons if holds), "")

    @property
    def load_state(self) -> LoadState:
        """What the running load allows (section 2)."""
        return STATE_OF[self.load_cause]

    @property
    def is_deload(self) -> bool:
        """Every fourth week has one set less (3.6)."""
        return (self.profile.weeks_done + 1) % DELOAD_EVERY_WEEKS == 0

    @property
    def is_ill(self) -> bool:
        """Whether it is an illness, not the runs, that makes the load state red (section 2)."""
        return self.load_cause is LoadCause.ILLNESS

    @property
    def is_pregnant(self) -> bool:
        """Whether the runner told of a pregnancy."""
        return "pregnancy" in self.profile.conditions

    @property
    def is_older(self) -> bool:
        """From 65: balance first, no trunk-flexion drills, jumps only for the regular (S5)."""
        return self.age is not None and self.age >= OLDER_FROM_YEARS

    @property
    def is_young(self) -> bool:
        """Perhaps still under 16: no load above 80 % (S5)."""
        return self.age is not None and self.age - 1 < YOUNG_BELOW_YEARS

    @property
    def is_regular(self) -> bool:
        """Six months and more of lifting twice a week."""
        return self.profile.experience is Experience.REGULAR

    @property
    def is_tapering(self) -> bool:
        """The last days before a race, when little may be sore."""
        return self.phase in ("taper", "race_week")

    @property
    def flag_ids(self) -> frozenset[str]:
        """The ids of the flags that are up."""
        return frozenset(flag.id for flag in self.flags)

    @property
    def day_dates(self) -> tuple[date, ...]:
        """Monday to Sunday of the planned week."""
        return tuple(self.monday + timedelta(days=day) for day in range(7))


def terms_of(situation: Situation) -> Terms:
    """Read the terms off a situation; the order of flags, pains or equipment does not matter."""
    monday = monday_of(situation.today)
    weeks = weeks_before(situation, monday)
    profile = replace(as_known(situation.profile), weeks_done=weeks.n_done)
    pains = _pains(profile)
    is_calm = _is_calm(profile, pains)
    told = situation.phase if situation.phase in PHASES else None
    phase = told or phase_on(profile, situation.today)
    stage = stage_on(profile, situation.today, phase=phase)
    raised = _up(situation.flags)
    quiet = muted(raised, profile.pains)
    return Terms(
        profile=profile,
        flags=tuple(flag for flag in raised if flag not in quiet),
        load_cause=situation.load_cause,
        monday=monday,
        race_date=profile.race_date,
        phase=phase,
        stage="learn" if weeks.is_return else stage,
        age=None if profile.birth_year is None else situation.today.year - profile.birth_year,
        pains=pains,
        is_calm=is_calm,
        level_cap=1 if is_calm else _level_cap(profile),
        focus_side=situation.focus.side,
        is_focus_tested=earns_extra_sets(situation.focus, monday),
        muted=quiet,
        weeks=weeks,
        history=history(situation, weeks, library(), monday=monday),
    )


def is_self_test(flag: Flag) -> bool:
    """Whether a flag comes from a test of strength, not from the run."""
    return flag.id.startswith(SELF_TEST)


def urgency(flag: Flag) -> tuple[int, int, int, str]:
    """Sort key of flags: act before watch, self-tests first, then the order of the page."""
    place = PAGE_ORDER.index(flag.id) if flag.id in PAGE_ORDER else len(PAGE_ORDER)
    return (-flag.level, 0 if is_self_test(flag) else 1, place, flag.id)


def _up(flags: tuple[Flag, ...]) -> tuple[Flag, ...]:
    raised = [flag for flag in flags if flag.level >= Level.WATCH and flag.needs]
    return tuple(sorted(raised, key=urgency))


def _pains(profile: Profile) -> dict[str, int]:
    # The same place told twice counts with its worst; a score of 0 is no pain.
    worst: dict[str, int] = {}
    for pain in profile.pains:
        worst[pain.tag] = max(pain.score, worst.get(pain.tag, 0))
    return {tag: score for tag, score in worst.items() if score > 0}


def _is_calm(profile: Profile, pains: Mapping[str, int]) -> bool:
    has_bone_stress = "bone_stress" in pains or "bone_stress" in profile.conditions
    return has_bone_stress or max(pains.values(), default=0) >= CALM_PAIN


def _level_cap(profile: Profile) -> int:
    if profile.experience is Experience.NONE:
        return 2 if profile.weeks_done >= LEARN_WEEKS else 1
    return 2 if profile.experience is Experience.SOME else 3
