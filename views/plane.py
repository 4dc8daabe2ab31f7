"""The plane that all layers of one chart lie in."""

from __future__ import annotations

from dataclasses import dataclass, field

import altair as alt

# Channels by name: Altair searches its whole schema for the class of a bare `alt.value`.
TOP = alt.YValue(0)
FOOT = alt.YValue("height")
FOOT_2 = alt.Y2Value("height")
LEFT_EDGE = alt.XValue(0)
RIGHT_EDGE = alt.XValue("width")
FROM_EVEN = alt.X2Datum(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """Axes and scales of a chart; a layer with others of its own would collapse the axis."""

    x_kind: str
    y_kind: str
    x_axis: alt.Axis | None = None
    y_axis: alt.Axis | None = None
    x_scale: alt.Scale = field(default_factory=alt.Scale)
    y_scale: alt.Scale = field(default_factory=alt.Scale)

    def x(self, column: str) -> alt.X:
        """The horizontal channel on a column, in the order of the rows."""
        shorthand = f"{column}:{self.x_kind}"
        return alt.X(shorthand, title=None, sort=None, axis=self.x_axis, scale=self.x_scale)

    def y(self, column: str) -> alt.Y:
        """The vertical channel on a column, in the order of the rows."""
        shorthand = f"{column}:{self.y_kind}"
        return alt.Y(shorthand, title=None, sort=None, axis=self.y_axis, scale=self.y_scale)
