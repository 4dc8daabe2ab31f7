from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from core.errors import LibraryError
from core.findings import Grade
from strength.library import FILE, library, library_from, read_library

CONTENT = json.loads(FILE.read_text(encoding="utf-8"))


def changed(exercise_id: str, **fields: Any) -> dict[str, Any]:
    """The library's content with one entry changed."""
    content = deepcopy(CONTENT)
    entry = next(one for one in content["exercises"] if one["id"] == exercise_id)
    entry.update(fields)
    return content


def test_the_library_that_ships_keeps_its_promises() -> None:
    assert len(library().exercises) == 84


def test_the_library_does_not_name_flags() -> None:
    assert not any("serves" in entry for entry in CONTENT["exercises"])
    assert "flag_points_to" not in CONTENT


def test_an_exercise_shows_the_best_grade_of_its_sources() -> None:
    shelf = library()
    assert shelf.grade(shelf.exercises["back_squat"]) is Grade.STRONG
    assert shelf.grade(shelf.exercises["paced_breathing"]) is Grade.WEAK


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (changed("crunch", trains=["MOOD"]), "'MOOD' is not a valid Quality"),
        (changed("crunch", dose="MANY"), "the unknown dose `MANY`"),
        (changed("crunch", pattern="wave"), "the unknown pattern `wave`"),
        (changed("crunch", evidence=["rumour"]), "the unknown source `rumour`"),
        (changed("crunch", contra=["vanity"]), "the unknown pain tag `vanity`"),
        (changed("crunch", equipment_any_of=[["sofa"]]), "the unknown equipment `sofa`"),
        (changed("crunch", regression_of=["sit_up", "bicycle", "moonwalk"]), "`moonwalk`"),
        (changed("crunch", regression_of=[]), "does not name it as harder"),
        (changed("crunch", level=3), "has a lower level"),
        (changed("crunch", id="sit_up"), "stands in it 2 times"),
        (changed("crunch", cues=[]), "0 cues"),
        (changed("crunch", set_s=0), "impossible duration"),
        (CONTENT | {"exercises": []}, "it holds no exercise"),
        ({key: CONTENT[key] for key in CONTENT if key != "sources"}, "no part 'sources'"),
    ],
)
def test_a_broken_promise_is_a_sentence(content: dict[str, Any], said: str) -> None:
    with pytest.raises(LibraryError) as error:
        library_from(content)
    assert said in error.value.what


def test_progressions_in_a_loop_are_refused() -> None:
    content = changed("crunch", progression_of=["sit_up"], level=2)
    sit_up = next(one for one in content["exercises"] if one["id"] == "sit_up")
    sit_up["regression_of"] = ["crunch"]
    with pytest.raises(LibraryError, match="run in a loop"):
        library_from(content)


def test_a_quality_that_nothing_trains_without_equipment_is_named() -> None:
    content = deepcopy(CONTENT)
    for entry in content["exercises"]:
        if "CALM_FOCUS" in (*entry["trains"], *entry["trains_also"]):
            entry["equipment_any_of"] = [["band"]]
    with pytest.raises(LibraryError, match="without equipment trains CALM_FOCUS"):
        library_from(content)


def test_a_file_that_is_no_json_is_a_library_error(tmp_path) -> None:
    file = tmp_path / "exercises.json"
    file.write_text("no json", encoding="utf-8")
    with pytest.raises(LibraryError, match="could not be read"):
        read_library(file)
