"""Flags from routes and terrain: turns, descent, and how often it is the same way."""

from __future__ import annotations

from analytics.flags.downhill import DESCENT_ACT, DESCENT_WATCH, WEEK_DAYS, downhill_reading
from analytics.flags.mono import MONO_ACT_PCT, MONO_WATCH_PCT, mono_reading
from analytics.flags.recent import MONTH_DAYS
from analytics.flags.rule import Bound, FlagRule
from analytics.flags.turns import TURN_ACT, TURN_WATCH, turn_reading
from core.findings import Grade, Level, Need, Quality

RULES: tuple[FlagRule, ...] = (
    FlagRule(
        id="TURN_BIAS",
        title="Turns, left against right",
        measure=turn_reading,
        unit="of 1",
        watch=TURN_WATCH,
        act=TURN_ACT,
        bound=Bound.FROM,
        window_days=MONTH_DAYS,
        grade=Grade.WEAK,
        source=(
            "Beukeboom 2000, at second hand: indoor-track runners grew uneven in the muscles that "
            "turn the foot in and out; few runners. Limits, and 25 km one way round on ovals in 28 "
            "days as act: our choice."
        ),
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "Your turns of the last {n} runs go both ways.",
            Level.WATCH: "Most of your turns go {dir}. Run your loop the other way now and then.",
            Level.ACT: (
                "Most of your turns go {dir}. Run your loop the other way now and then. On the "
                "track, change direction where the rules allow."
            ),
        },
        caveat=(
            "Counted from positions, which stray between houses and trees. A road that always "
            "slopes to one side may act alike, and positions do not show it."
        ),
        rank=80,
        needs=(
            Need(
                quality=Quality.HIP_STABILITY,
                weight=1,
                why="side-to-side hip strength that one-way turning does not train evenly",
            ),
            Need(
                quality=Quality.BALANCE,
                weight=1,
                why="ankle and hip control in all directions",
            ),
            Need(
                quality=Quality.MULTI_DIRECTION,
                weight=2,
                why="loads both sides in directions the route does not",
            ),
            Need(
                quality=Quality.FOOT_CONTROL,
                weight=2,
                why="inner and outer ankle muscles that turning loads unevenly",
            ),
            Need(
                quality=Quality.TRUNK_ROTATION,
                weight=1,
                why="trunk rotation trained both ways",
            ),
        ),
    ),
    FlagRule(
        id="DOWNHILL_LOAD",
        title="Descent of this week",
        measure=downhill_reading,
        unit="ratio",
        watch=DESCENT_WATCH[0],
        act=DESCENT_ACT[0],
        window_days=WEEK_DAYS,
        grade=Grade.WEAK,
        source=(
            "Bontemps 2020: downhill running that you are not used to damages muscle, and having "
            "done it before protects. Good evidence for soreness, weak for injury. Limits, with at "
            "least 200 m (watch) or 300 m (act) more than usual: our choice."
        ),
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "This week had {r} times your usual descent ({descent} m).",
            Level.WATCH: "This week had {r} times your usual descent ({descent} m).",
            Level.ACT: (
                "This week had {r} times your usual descent ({descent} m). Expect sore thighs. "
                "Keep the next days flat."
            ),
        },
        caveat=(
            "Usual is the mean of the four weeks before. Altitude from positions alone is rough; "
            "a barometer does better. A treadmill counts as flat."
        ),
        rank=40,
        needs=(
            Need(
                quality=Quality.CALF_LOWERING,
                weight=1,
                why="lengthening work for the lower leg",
            ),
            Need(
                quality=Quality.THIGH_LOWERING,
                weight=2,
                why="slow lowering prepares the thighs for downhill",
            ),
            Need(
                quality=Quality.THIGH_ENDURANCE,
                weight=1,
                why="thigh endurance for descents",
            ),
        ),
    ),
    FlagRule(
        id="ROUTE_MONO",
        title="The same route again",
        measure=mono_reading,
        unit="pct",
        watch=MONO_WATCH_PCT,
        act=MONO_ACT_PCT,
        bound=Bound.FROM,
        window_days=MONTH_DAYS,
        grade=Grade.WEAK,
        source="Variety is sensible, harm of one route is unproven. Limits: our choice.",
        say={
            Level.INSUFFICIENT: "{missing}",
            Level.OK: "The most used route or surface holds {p} % of your distance.",
            Level.WATCH: (
                "{p} % of your distance is one route. A new path gives the feet something else to "
                "do."
            ),
            Level.ACT: (
                "{p} % of your distance is one route. A new path gives the feet something else to "
                "do."
            ),
        },
        caveat=(
            "Two runs are one route when they share 70 % of their squares of 50 m in the same "
            "direction. Runs without positions count as other ways."
        ),
        rank=81,
        needs=(
            Need(
                quality=Quality.BALANCE,
                weight=2,
                why="varied control that an unchanging route does not ask for",
            ),
            Need(
                quality=Quality.MULTI_DIRECTION,
                weight=2,
                why="sideways and backward work that straight running lacks",
            ),
            Need(
                quality=Quality.FOOT_CONTROL,
                weight=1,
                why="foot strength for varied ground",
            ),
        ),
    ),
)
