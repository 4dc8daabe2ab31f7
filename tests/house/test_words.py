"""What the app says to a runner: no diagnosis, no promise, nothing about a body we cannot know."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator

import pytest

from tests.house.plan import HOUSE, house_files, tree_of

FORBIDDEN = {
    r"\bdiagnos(e|es|ed|ing|tic)\b": "Evenstride describes; only a person can diagnose",
    r"\bcur(e|es|ed|ing)\b": "training cures nothing",
    r"\bfix(es|ed|ing)?\b": "a runner is not broken",
    r"\bprevent(s|ed|ing|ion|ive|ative)?\b": "nobody can promise that",
    r"\btoxins?\b|\bdetox": "there is no such effect",
    r"\bton(e|es|ed|ing)\b(?= (your|the|up|muscle|leg|bod))": "muscles grow stronger, not toned",
    r"\bactivat(e|es|ing) (a |the |your )?weak": "nobody can see a muscle that is switched off",
    r"\b(poor|bad|wrong) (form|posture|technique)\b": "no blame: say what was measured",
}
SPOKEN = ("pages/", "views/", "analytics/", "strength/", "core/", "ingest/", "store/")


def docstrings(tree: ast.Module) -> set[int]:
    """The nodes that are read by developers only."""
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and ast.get_docstring(node) is not None
    }


def sentences_of(file: str) -> Iterator[tuple[int, str]]:
    """Every text of a file that a runner may read: strings with a space, not docstrings."""
    tree = tree_of(file)
    silent = docstrings(tree)
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and " " in text.strip() and id(node) not in silent:
            yield node.lineno, text


def texts_in(value: object) -> Iterator[str]:
    """Every text of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for below in value.values():
            yield from texts_in(below)
    elif isinstance(value, list):
        for below in value:
            yield from texts_in(below)


def forbidden_in(text: str) -> list[str]:
    """Why a text must not be said, if it must not."""
    return [why for word, why in FORBIDDEN.items() if re.search(word, text, re.IGNORECASE)]


@pytest.mark.parametrize("file", [file for file in house_files() if file.startswith(SPOKEN)])
def test_a_file_says_nothing_that_we_cannot_know(file: str) -> None:
    for line, text in sentences_of(file):
        why = forbidden_in(text)
        assert not why, f"{file}:{line} says “{text}”. Say it otherwise: {why[0]}."


def test_the_exercise_library_says_nothing_that_we_cannot_know() -> None:
    library = json.loads((HOUSE / "strength" / "exercises.json").read_text(encoding="utf-8"))
    for exercise in library["exercises"]:
        for text in texts_in({key: exercise[key] for key in ("name", "cues")}):
            why = forbidden_in(text)
            assert not why, (
                f"`{exercise['id']}` in strength/exercises.json says “{text}”. "
                f"Say it otherwise: {why[0]}."
            )


@pytest.mark.parametrize("text", ["This fixes your hips.", "Prevents injury.", "We diagnose it."])
def test_a_forbidden_sentence_would_be_seen(text: str) -> None:
    assert forbidden_in(text)
