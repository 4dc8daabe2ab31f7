"""Layered charts that are held against Altair's schema in the tests, not at every rerun."""

from __future__ import annotations

from typing import Any, ClassVar

import altair as alt


class Layers(alt.LayerChart):
    """Charts in one plane. The check against the schema is most of what drawing one costs.

    `is_checked` is set by the tests of the charts, so that a fault is still found before it ships.
    """

    is_checked: ClassVar[bool] = False

    def to_dict(self, validate: bool = True, **how: Any) -> dict[str, Any]:
        """The chart as Vega-Lite, for whoever draws it."""
        return super().to_dict(validate=validate and self.is_checked, **how)
