"""Files and functions stay small enough to be read at once. Tables may grow: rows are easy."""

from __future__ import annotations

import ast

import pytest

from tests.house.plan import HOUSE, house_files, tree_of

FILE_LINES = 250
PAGE_LINES = 100
FUNCTION_LINES = 40
PARAMETERS = 5

# Files that are mostly rows of a table: rows are not complexity.
TABLES = (
    "core/schemas.py",
    "ingest/fit/profile.py",
    "store/tables.py",
    "views/profile_fields.py",
    "views/words.py",
)

# A revision lists every table once, from top to bottom, and is never edited again.
REVISIONS = "store/migrations/versions/"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions_of(file: str) -> list[Function]:
    """Every function and method of a file, nested ones too."""
    return [node for node in ast.walk(tree_of(file)) if isinstance(node, Function)]


def own_lines(function: Function) -> int:
    """Lines of a function without its docstring: words that explain are not complexity."""
    first = function.body[0]
    explained = 0
    if ast.get_docstring(function) is not None:
        explained = first.end_lineno - first.lineno + 1
    return function.end_lineno - function.lineno + 1 - explained


def parameters(function: Function) -> int:
    """How many parameters a function has, `self` left out."""
    arguments = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
    return sum(argument.arg not in ("self", "cls") for argument in arguments)


@pytest.mark.parametrize("file", [file for file in house_files() if file not in TABLES])
def test_a_file_is_read_in_one_sitting(file: str) -> None:
    ceiling = PAGE_LINES if file.startswith("pages/") else FILE_LINES
    n_lines = len((HOUSE / file).read_text(encoding="utf-8").splitlines())
    assert n_lines <= ceiling, (
        f"{file} has {n_lines} lines, {ceiling} are the ceiling: give a part of it a file of its "
        "own, named for what it holds. A table of rows is named in TABLES in "
        "tests/house/test_sizes.py."
    )


@pytest.mark.parametrize("file", [file for file in house_files() if not file.startswith(REVISIONS)])
def test_a_function_is_seen_at_once(file: str) -> None:
    for function in functions_of(file):
        assert own_lines(function) <= FUNCTION_LINES, (
            f"{file}:{function.lineno} `{function.name}` has {own_lines(function)} lines, "
            f"{FUNCTION_LINES} are the ceiling: give a step of it a name."
        )


@pytest.mark.parametrize("file", house_files())
def test_a_function_asks_for_few_things(file: str) -> None:
    for function in functions_of(file):
        assert parameters(function) <= PARAMETERS, (
            f"{file}:{function.lineno} `{function.name}` has {parameters(function)} parameters, "
            f"{PARAMETERS} are the ceiling: those that travel together are a type of core."
        )


@pytest.mark.parametrize("table", TABLES)
def test_a_table_named_as_an_exception_is_still_there(table: str) -> None:
    assert (HOUSE / table).exists(), f"Take {table} out of TABLES in tests/house/test_sizes.py."
