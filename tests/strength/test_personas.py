from __future__ import annotations

from pathlib import Path

import pytest

from tests import check_personas
from tests.check_personas import Persona, differences, personas

OWN = Path(__file__).with_name("personas.md")
LAW = Path(__file__).resolve().parents[3] / "shared" / "science-strength.md"


def own() -> list[Persona]:
    return personas(OWN.read_text(encoding="utf-8"))


def of_the_law() -> list[Persona]:
    return personas(LAW.read_text(encoding="utf-8")) if LAW.is_file() else []


@pytest.mark.parametrize("persona", own(), ids=lambda persona: persona.title)
def test_a_persona_of_our_own_gets_a_plan_that_suits(persona: Persona) -> None:
    assert differences(persona) == []


@pytest.mark.parametrize("persona", of_the_law(), ids=lambda persona: persona.title)
def test_a_persona_of_the_law_gets_a_plan_that_suits(persona: Persona) -> None:
    assert differences(persona) == []


def test_a_check_that_the_plan_breaks_is_reported() -> None:
    asked = Persona("wrong", own()[0].inputs, {"full_sessions": [3, 3], "light_only": True})
    assert differences(asked) == [
        "full_sessions: 2 instead of 3 to 3",
        "light_only: a full session",
    ]


def test_an_unknown_check_counts_as_a_difference() -> None:
    asked = Persona("odd", own()[0].inputs, {"must_sing": True})
    assert differences(asked) == ["must_sing: this check is unknown"]


def test_an_unknown_input_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown inputs: shoe_size"):
        differences(Persona("odd", {"shoe_size": 43}, {}))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("# Nothing\n", "it holds no persona"),
        ("### Broken\n```json\n{\n```\n", "“Broken” is no persona"),
        ("### Bare\n```json\n{}\n```\n", "“Bare” is no persona: KeyError('inputs')"),
    ],
)
def test_a_file_without_whole_personas_does_not_pass_and_the_reason_is_said(
    text: str, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file.md"
    file.write_text(text, encoding="utf-8")
    assert check_personas.main([str(file)]) == 2
    assert why in capsys.readouterr().out


def test_a_file_whose_personas_agree_passes() -> None:
    assert check_personas.main([str(OWN)]) == 0
