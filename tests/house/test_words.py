"""What the app says to a runner: no diagnosis, no promise, nothing about a body we cannot know."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import pytest

from analytics.flags import FLAGS
from analytics.flags.rule import FlagRule
from core.guides import TESTS
from core.self_tests import Guide
from tests.house.plan import HOUSE, files_by_room, tree_of

PART = (
    r"(abs?|abdom\w*|ankles?|back|cal(f|ves)|core|feet|foot|glutes?|hamstrings?|hips?|knees?|legs?|"
    r"muscles?|quads?|thighs?|trunk)"
)
FORBIDDEN = {
    r"(?<!not a )(?<!no )\bdiagnos\w*": "Evenstride describes; only a person can diagnose",
    r"\bcur(e|es|ed|ing|able)\b": "training cures nothing",
    r"\bfix(es|ed|ing)?\b": "a runner is not broken",
    r"\bprevent\w*": "nobody can promise that",
    r"\btoxins?\b|\bdetox": "there is no such effect",
    r"\bton(e|es|ed|ing)\b(?= (your|the|up|muscle|leg|bod))": "muscles grow stronger, not toned",
    r"\bactivat(e|es|ing) (a |the |your )?weak": "nobody can see a muscle that is switched off",
    r"\b(poor|bad|wrong) (form|posture|technique)\b": "no blame: say what was measured",
    rf"\bweak (\w+ )?{PART}\b": "a watch sees no strength; a test names a side, no muscle",
    rf"\b{PART} (is|are|may be|must be|seems?|looks?) (too |very )?weak": "nobody has seen that",
    rf"\bweakness (of|in) (a |the |your )({PART}|side)\b": "nobody has seen that",
    r"\bwill (\w+ )?(cause|damage|harm|hurt|injure|lead to)\b": "a pattern is not a cause",
    r"\b(costs?|loses?|wastes?|robs?) you\b|\byou (lose|waste) (up to |about )?[\d{]": (
        "no difference is turned into time or energy"
    ),
    r"\b180 (steps|spm|a minute|per minute)\b|\b(aim|goal|target)\w*\b[^.]*\b180\b": (
        "there is no step rate for all"
    ),
    r"\b50(\.0)? ?%? ?[:/–-] ?50(\.0)?\b|\b(aim|goal|strive|target)\w*\b[^.]*\b50(\.0)? ?%": (
        "even is not a target"
    ),
    r"\binjury[- ](free|proof)\b|\bguarantee": "nobody can promise that",
}
"""Imbalance law, section 4, and strength law, G9: a pattern, and what to tell who wrote it."""
SPOKEN = (
    *("pages/", "views/", "analytics/", "strength/", "core/", "ingest/", "store/", "pipeline"),
    "app.py",
)


def docstrings(tree: ast.Module) -> set[int]:
    """The nodes that are read by developers only."""
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and ast.get_docstring(node) is not None
    }


def sentences_of(file: str) -> Iterator[tuple[int, str]]:
    """Every text of a file that a runner may read, and its line."""
    return sentences_in(tree_of(file))


def sentences_in(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Strings with a space, not docstrings; one with values in it counts as a whole."""
    silent = docstrings(tree)
    for node in ast.walk(tree):
        text = text_of(node)
        if " " in text.strip() and id(node) not in silent:
            yield node.lineno, text


def text_of(node: ast.AST) -> str:
    """What a string says, with {} where a value will stand; empty for all else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or "{}" for part in node.values)
    return ""


def texts_in(value: object) -> Iterator[str]:
    """Every text of a JSON value, or of a row of one of our tables."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for below in value.values():
            yield from texts_in(below)
    elif isinstance(value, list | tuple):
        for below in value:
            yield from texts_in(below)


def forbidden_in(text: str) -> list[str]:
    """Why a text must not be said, if it must not."""
    return [why for word, why in FORBIDDEN.items() if re.search(word, text, re.IGNORECASE)]


@pytest.mark.parametrize("files", files_by_room().values(), ids=files_by_room())
def test_a_file_says_nothing_that_we_cannot_know(files: list[str]) -> None:
    spoken = [file for file in files if file.startswith(SPOKEN)]
    texts = [(each, *said) for each in spoken for said in sentences_of(each)]
    for file, line, text in texts:
        why = forbidden_in(text)
        assert not why, f"{file}:{line} says “{text}”. Say it otherwise: {why[0]}."


@pytest.mark.parametrize("row", [*FLAGS, *TESTS], ids=lambda row: row.id)
def test_a_flag_and_a_self_test_say_nothing_that_we_cannot_know(row: FlagRule | Guide) -> None:
    said = list(texts_in(row))
    assert len(said) >= 5
    for text in said:
        why = forbidden_in(text)
        assert not why, f"`{row.id}` says “{text}”. Say it otherwise: {why[0]}."


def test_the_exercise_library_says_nothing_that_we_cannot_know() -> None:
    library = json.loads((HOUSE / "strength" / "exercises.json").read_text(encoding="utf-8"))
    for exercise in library["exercises"]:
        for text in texts_in(exercise):
            why = forbidden_in(text)
            assert not why, (
                f"`{exercise['id']}` in strength/exercises.json says “{text}”. "
                f"Say it otherwise: {why[0]}."
            )


@pytest.mark.parametrize(
    "text",
    [
        "This fixes your hips.",
        "Prevents injury.",
        "Good prevention.",
        "We diagnose it.",
        "Our diagnosis: runner's knee.",
        "It cures stiffness.",
        "You have weak glutes.",
        "A weak left hip shows here.",
        "Your core is weak.",
        "Your left leg may be weak.",
        "A sign of weakness in your trunk.",
        "This will cause injury.",
        "It will soon damage the knee.",
        "This costs you 3.7 %.",
        "You lose about 4 % of your speed.",
        "Run with 180 steps a minute.",
        "Your target: 180.",
        "Aim for an even 50.0 %.",
        "Best is 50.0/50.0.",
        "Flushes toxins.",
        "Stay injury-free.",
        "Poor posture.",
    ],
)
def test_a_forbidden_sentence_would_be_seen(text: str) -> None:
    assert forbidden_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "A pattern, not a diagnosis.",
        "There is no magic 180.",
        "That is tiredness, not weakness of one muscle.",
        "The longer side may be the weaker leg, the stiffer ankle or the leg that you trust more.",
        "Begin with the side that feels weaker.",
        "Evidence: weak.",
        "The weaker side of the last hip test.",
        "Ground contact: 51.0 left / 49.0 right, 50 is even.",
        "Most such runs cause no injury.",
        "A prefix and a suffix.",
        "Studies do not link it to injury.",
    ],
)
def test_a_careful_sentence_raises_no_alarm(text: str) -> None:
    assert not forbidden_in(text)


@pytest.mark.parametrize(
    "code",
    [
        'SAY = "You have weak " "glutes."',
        'def say(leg):\n    return f"Your {leg} will cause injury."',
        'RULE = Row(say={1: "It " "prevents injury."})',
    ],
)
def test_a_forbidden_sentence_is_found_wherever_it_is_written(code: str) -> None:
    found = [text for _, text in sentences_in(ast.parse(code)) if forbidden_in(text)]
    assert found


def test_what_developers_read_is_not_searched() -> None:
    tree = ast.parse('"""We never diagnose or promise to cure."""\nX = "a plain sentence"')
    assert [text for _, text in sentences_in(tree)] == ["a plain sentence"]
