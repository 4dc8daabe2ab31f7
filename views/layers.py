"""Layered charts that are held against Altair's schema in the tests, and written out only once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, ClassVar

import altair as alt

COLLECTED = "datasets"  # where Streamlit's data transformer collects the frames, as Arrow


class Layers(alt.LayerChart):
    """Charts in one plane. The check against the schema is most of what drawing one costs.

    `is_checked` is set by the tests of the charts, so that a fault is still found before it ships.
    A chart that is kept from one rerun to the next is not changed, so what Streamlit got of it
    once, its data as Arrow included, it gets again.
    """

    is_checked: ClassVar[bool] = False

    def copy(self, deep: bool | Iterable[Any] = True, ignore: list[str] | None = None) -> Layers:
        """A copy; a shallow one shares its layers.

        Altair would construct the chart anew, and copy each of its layers twice in doing so.
        """
        if deep is not False:
            return super().copy(deep=deep, ignore=ignore)
        again = object.__new__(type(self))
        object.__setattr__(again, "_args", self._args)
        object.__setattr__(again, "_kwds", dict(self._kwds))
        return again

    def to_dict(self, validate: bool = True, **how: Any) -> dict[str, Any]:
        """The chart as Vega-Lite, for whoever draws it."""
        if COLLECTED not in alt.data_transformers.options:
            return self._written(validate, **how)
        kept: tuple[str, dict[str, Any]] | None = self.__dict__.get("_kept")
        if kept is None:
            spec = self._written(validate, **how)
            kept = (json.dumps(spec), dict(alt.data_transformers.options[COLLECTED]))
            object.__setattr__(self, "_kept", kept)
        text, frames = kept
        again: dict[str, Any] = json.loads(text) | {COLLECTED: frames}
        return again

    def _written(self, validate: bool, **how: Any) -> dict[str, Any]:
        return super().to_dict(validate=validate and self.is_checked, **how)
