"""The thin bar of an upload: four parts, each as long as its share of the files."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import altair as alt
import polars as pl

from core.intake import Outcome
from views.intake_words import Part
from views.theme import Palette, finish

BAR_PX = 14
DERIVED = {
    "from_share": "left end of a part, as a share of the files",
    "to_share": "right end of a part",
    "outcome": "what became of the files",
}


def intake_bar(parts: Sequence[Part], palette: Palette) -> alt.Chart:
    """One rectangle a part, in the order given; empty parts are left out."""
    colours = {
        Outcome.READ: palette.bar,
        Outcome.DUPLICATE: palette.even,
        Outcome.SKIPPED: palette.border,
        Outcome.REFUSED: palette.watch,
    }
    n_files = max(1, sum(part.n_files for part in parts))
    ends = [end / n_files for end in accumulate(part.n_files for part in parts)]
    frame = pl.DataFrame(
        {
            "from_share": [0.0, *ends[:-1]] if parts else [],
            "to_share": ends,
            "outcome": [part.outcome.value for part in parts],
        },
        schema={"from_share": pl.Float64, "to_share": pl.Float64, "outcome": pl.String},
    ).filter(pl.col("to_share") > pl.col("from_share"))
    scale = alt.Scale(domain=[each.value for each in colours], range=list(colours.values()))
    bar: alt.Chart = (
        alt.Chart(frame)
        .mark_rect(stroke=palette.background, strokeWidth=1, cornerRadius=2)
        .encode(
            x=alt.X("from_share:Q", axis=None, scale=alt.Scale(domain=[0, 1], nice=False)),
            x2=alt.X2("to_share"),
            color=alt.Color("outcome:N", scale=scale, legend=None),
        )
    )
    return finish(bar, palette, height=BAR_PX)
