"""Charts name columns of a schema, or columns that a `DERIVED` of views/ explains."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator

import pytest

from core.schemas import SCHEMAS
from tests.house.plan import house_files, tree_of

VIEWS = [file for file in house_files() if file.startswith("views/")]
SHORTHAND = re.compile(r"([a-z_0-9]+):[QNOT]")


def names_in(tree: ast.AST) -> Iterator[str]:
    """Strings and keywords: both name columns."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.findall(r"\w+", node.value)
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg


def is_derived(node: ast.stmt) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else []
    return any(isinstance(target, ast.Name) and target.id == "DERIVED" for target in targets)


def derived(file: str) -> dict[str, str]:
    if not any(map(is_derived, tree_of(file).body)):
        return {}
    return importlib.import_module(file.removesuffix(".py").replace("/", ".")).DERIVED


EXPLAINED = {name for file in VIEWS for name in derived(file)}
OF_SCHEMAS = {name for schema in SCHEMAS for name in schema.names}
USED = {
    name
    for file in VIEWS
    for node in tree_of(file).body
    if not is_derived(node)
    for name in names_in(node)
}


@pytest.mark.parametrize("file", VIEWS)
def test_a_chart_names_no_column_that_nobody_explains(file: str) -> None:
    words = [node.value for node in ast.walk(tree_of(file)) if isinstance(node, ast.Constant)]
    named = {found[1] for word in words if (found := SHORTHAND.fullmatch(str(word)))}
    assert named <= EXPLAINED | OF_SCHEMAS, f"Say in DERIVED of {file} what these columns hold."


@pytest.mark.parametrize("file", [file for file in VIEWS if derived(file)])
def test_no_column_is_explained_that_no_chart_has(file: str) -> None:
    assert derived(file).keys() <= USED
