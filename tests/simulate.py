"""Simulated runners through the balance rule.

    python -m tests.simulate docs/imbalance-proof.md

Writes the page of the proof, which takes a minute or two. Each runner has a true lean; every run
shows it with a run-to-run spread of 0.5 points. Where the strap slips, a run shows a lean drawn
evenly from -5 to +5 points instead. The rule is the app's own: nothing of it is repeated here.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from analytics.flags.balance import Run, evaluate, gct_balance, with_hysteresis
from core.findings import Level

SPREAD_PP = 0.5
SLIPPED_SHARE, SLIP_PP = 0.1, 5.0
N_RUNNERS = 10_000
TRUE_LEANS_PP = (0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
ALLOWED = {0.0: (0.0, 0.01), 1.0: (0.0, 0.03), 2.0: (0.70, 1.0), 3.0: (0.95, 1.0)}
"""Share of flagged runners by true lean: what issue 5 allows, without slipped straps."""

TODAY = date(2026, 11, 22)
EVERY_DAYS = 4
N_HISTORY = 14  # eight weeks of a run every four days


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """How many of the runners of one kind ended at which level."""

    true_pp: float
    watch: float
    act: float

    @property
    def flagged(self) -> float:
        """At watch or act."""
        return self.watch + self.act


def run_leans(true_pp: float, *, n: int, runs: int, slipped: float, seed: int = 1) -> np.ndarray:
    """What each run of each runner shows: one row a runner, the oldest run first."""
    chance = np.random.default_rng([seed, round(10 * abs(true_pp)), round(100 * slipped), runs])
    shown = chance.normal(true_pp, SPREAD_PP, (n, runs))
    slips = chance.uniform(-SLIP_PP, SLIP_PP, (n, runs))
    return np.where(chance.random((n, runs)) < slipped, slips, shown)


def by_five_runs(true_pp: float, *, n: int = N_RUNNERS, slipped: float = 0.0) -> Shares:
    """The level of five runs taken together."""
    leans = run_leans(true_pp, n=n, runs=5, slipped=slipped)
    return _shares(true_pp, [gct_balance(five)[2] for five in leans.tolist()])


def by_history(true_pp: float, *, n: int = N_RUNNERS, slipped: float = 0.0) -> Shares:
    """The level that stands after eight weeks: held until two looks in a row are ok."""
    leans = run_leans(true_pp, n=n, runs=N_HISTORY, slipped=slipped)
    return _shares(true_pp, [_standing(each) for each in leans.tolist()])


def _standing(leans: list[float]) -> Level:
    last = len(leans) - 1
    runs = [
        Run(
            activity_id=at,
            local_date=TODAY - timedelta(days=EVERY_DAYS * (last - at)),
            lean_pp=lean,
            n_blocks=20,
        )
        for at, lean in enumerate(leans)
    ]
    return with_hysteresis(runs, evaluate(runs, on=TODAY)).level


def _shares(true_pp: float, levels: list[Level]) -> Shares:
    found = Counter(levels)
    return Shares(
        true_pp=true_pp, watch=found[Level.WATCH] / len(levels), act=found[Level.ACT] / len(levels)
    )


def table(slipped: float, *, n: int = N_RUNNERS) -> str:
    """One row a true lean, as Markdown."""
    lines = [
        "| true lean (points) | flagged by five runs | watch | act | flagged after eight weeks |",
        "|---|---|---|---|---|",
    ]
    for true_pp in TRUE_LEANS_PP:
        five, held = (rule(true_pp, n=n, slipped=slipped) for rule in (by_five_runs, by_history))
        cells = (f"{100 * share:.1f} %" for share in (five.flagged, five.watch, five.act))
        lines.append(f"| {true_pp:.1f} | {' | '.join(cells)} | {100 * held.flagged:.1f} % |")
    return "\n".join(lines)


HEAD = f"""<!-- Made by `python -m tests.simulate docs/imbalance-proof.md`. -->

# What the balance rule does to runners whose true lean is known

{N_RUNNERS:,} simulated runners of each kind. Every run shows the runner's true lean with a
run-to-run spread of {SPREAD_PP} points. “Five runs” is the level of five runs taken together: the
cautious end of the interval beyond 1.0 points (watch) or 2.2 (act), and at least three of the runs
beyond 1.0 on that side. “After eight weeks” is the flag as it stands after {N_HISTORY} runs, one
every {EVERY_DAYS} days, with the hysteresis: once raised, it stays until two looks in a row are ok.
The seed is fixed.

## Straps that sit
"""
BETWEEN = f"""
Issue 5 allows: without a true lean at most 1 %, at 1.0 points at most 3 %, at 2.0 at least 70 %, at
3.0 at least 95 % watch or act. `make proof` holds both columns of flagged runners to it.

## One run in ten with a slipped strap

A slipped run shows a lean drawn evenly from -{SLIP_PP:.0f} to +{SLIP_PP:.0f} points instead of the
runner's own. It costs no false alarms. Five runs alone then see fewer of the true leans; over eight
weeks of runs they are seen all the same.
"""


def page() -> str:
    """The whole page of the proof."""
    return "\n".join((HEAD, table(0.0), BETWEEN, table(SLIPPED_SHARE), ""))


def main(arguments: list[str]) -> int:
    """Write the page to the file named."""
    if len(arguments) != 1:
        sys.stdout.write(f"{__doc__}\n")
        return 2
    Path(arguments[0]).write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{arguments[0]} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
