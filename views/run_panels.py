"""The cards of the page of a run, in its order, each made by a view of its own."""

from __future__ import annotations

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
)
from views.panel import Entry, Panel
from views.run_lanes import Look


def on_top(detail: RunDetail, review: Review) -> tuple[Entry, ...]:
    """The six figures below the answer."""
    return run_figures.first(run_figures.figures(detail, review))


def way_and_splits(detail: RunDetail, look: Look) -> tuple[Panel, ...]:
    """Where it happened, if positions are known; kilometre by kilometre."""
    if detail.seconds.is_empty():
        return ()
    route = run_route.panel(detail, look)
    splits = run_splits.panel(detail, look.palette, is_metric=look.is_metric)
    return (splits,) if route is None else (route, splits)


def load_and_heart(detail: RunDetail, review: Review, look: Look) -> tuple[Panel, ...]:
    """What it adds to the load, and how the heart answered."""
    return run_load.load_panel(detail, review), run_heart.heart_panel(detail, look.palette)


def left_out(detail: RunDetail, look: Look) -> tuple[Panel, ...]:
    """What counted for the balance; other sports have none."""
    return run_left_out.panels(detail, look.way)


FOLDS = (
    ("Every figure of this run, and why", ":material/help:", run_figures.panel),
    ("Steps, descent and best efforts", ":material/footprint:", run_volumes.volumes_panel),
)
"""What stands below in lines that open: label, icon, and who makes it."""
