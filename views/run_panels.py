"""The cards of the page of a run, in its order, each made by a view of its own."""

from __future__ import annotations

from dataclasses import dataclass

from core.findings import Review
from core.run import RunDetail
from views import (
    run_figures,
    run_heart,
    run_left_out,
    run_load,
    run_route,
    run_splits,
    run_volumes,
    run_words,
)
from views.panel import Entry, Panel
from views.run_along import look_of
from views.run_along import panel as along
from views.run_lanes import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands on top: the answer, what one run cannot tell and why, figures, its origin."""

    answer: str
    caption: str
    why_missing: str
    figures: tuple[Entry, ...]
    about: str


def head(detail: RunDetail, review: Review) -> Head:
    """The first lines of the page."""
    return Head(
        answer=run_words.answer(detail, review),
        caption=run_words.caption(detail, is_metric=review.profile.is_metric),
        why_missing=run_words.why_missing(detail),
        figures=run_figures.first(run_figures.figures(detail, review)),
        about=run_words.about(detail, review),
    )


def rows(detail: RunDetail, review: Review, look: Look) -> tuple[tuple[Panel, ...], ...]:
    """The cards below the lanes; those of one row stand side by side on a desk."""
    every = (
        _way_and_splits(detail, look),
        (run_load.load_panel(detail, review),),
        (run_heart.heart_panel(detail, look.palette),),
        run_left_out.panels(detail, look.way),
    )
    return tuple(row for row in every if row)


def _way_and_splits(detail: RunDetail, look: Look) -> tuple[Panel, ...]:
    """Where it happened, if positions are known; kilometre by kilometre."""
    if detail.seconds.is_empty():
        return ()
    route = run_route.panel(detail, look)
    splits = run_splits.panel(detail, look.palette, is_metric=look.is_metric)
    return (splits,) if route is None else (route, splits)


FOLDS = (
    ("Every figure of this run, and why", ":material/help:", run_figures.panel),
    ("Steps, descent and best efforts", ":material/footprint:", run_volumes.volumes_panel),
)
"""What stands below in lines that open: label, icon, and who makes it."""

__all__ = ["FOLDS", "Head", "along", "head", "look_of", "rows"]
