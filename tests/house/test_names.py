"""Every column of every schema says its unit in its name."""

from __future__ import annotations

import ast

import polars as pl
import pytest

from core.schemas import SCHEMAS, Schema
from core.units import UNITS, unit_of
from tests.house.plan import house_files, tree_of

EACH = pytest.mark.parametrize("schema", SCHEMAS, ids=lambda schema: schema.name)
WITHOUT_UNIT = (pl.String, pl.Boolean, pl.Date, pl.Datetime)


def schemas_made_in(file: str) -> list[str]:
    """The names under which a file makes frames' schemas."""
    return [
        node.targets[0].id
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Call)
        and getattr(node.value.func, "id", "") == Schema.__name__
    ]


def test_every_schema_is_listed_so_that_its_names_and_its_docs_are_looked_at() -> None:
    made = {(file, name) for file in house_files() for name in schemas_made_in(file)}
    assert made == {("core/schemas.py", schema.name) for schema in SCHEMAS}, (
        "A schema is made in core/schemas.py, under its own name, and is listed in SCHEMAS: else "
        "it is in no test of names and not in docs/columns.md."
    )


@EACH
def test_a_number_says_its_unit_and_a_count_starts_with_n(schema: Schema) -> None:
    for column in schema.columns:
        named = unit_of(column.name) is not None or column.name.startswith("n_")
        assert named or column.dtype.base_type() in WITHOUT_UNIT, (
            f"Rename `{column.name}` in core/schemas.py so that it ends in one of {sorted(UNITS)} "
            "or, for a count, starts with n_; a new unit is a row of UNITS in core/units.py."
        )


@EACH
def test_a_truth_starts_with_is_or_has_and_nothing_else_does(schema: Schema) -> None:
    for column in schema.columns:
        named = column.name.startswith(("is_", "has_"))
        assert named == (column.dtype == pl.Boolean), (
            f"`{column.name}` in core/schemas.py: a Boolean starts with is_ or has_, and only a "
            "Boolean does."
        )


@EACH
def test_a_column_says_what_it_means(schema: Schema) -> None:
    for column in schema.columns:
        assert column.means.strip(), (
            f"Give `{column.name}` in core/schemas.py its `means`: its line in docs/columns.md."
        )


@EACH
def test_a_plausible_range_is_a_range(schema: Schema) -> None:
    for column in schema.columns:
        low = float("-inf") if column.low is None else column.low
        high = float("inf") if column.high is None else column.high
        assert low < high, f"`{column.name}` in core/schemas.py: `low` lies below `high`."


@EACH
def test_no_schema_names_a_column_twice(schema: Schema) -> None:
    assert len(set(schema.names)) == len(schema.names), (
        f"{schema.name} in core/schemas.py has a name twice."
    )
