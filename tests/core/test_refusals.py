from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from core import refusals
from core.errors import DamagedFile, NotAnActivity
from core.intake import Outcome
from core.limited import Lost


def test_a_damaged_file_is_refused_with_its_sentences() -> None:
    taken = refusals.refused("a.fit", DamagedFile("It ends early.", "Copy it again."))
    assert taken.outcome is Outcome.REFUSED
    assert (taken.error_code, taken.what, taken.advice) == (
        "DamagedFile",
        "It ends early.",
        "Copy it again.",
    )


def test_a_file_without_an_activity_is_skipped() -> None:
    taken = refusals.refused("a.fit", NotAnActivity("A route.", "Export the run."))
    assert taken.outcome is Outcome.SKIPPED


@pytest.mark.parametrize("why", get_args(get_type_hints(Lost)["why"]))
def test_every_way_to_lose_a_file_has_a_sentence(why: str) -> None:
    taken = refusals.lost("a.fit", Lost(why))
    assert taken.outcome is Outcome.REFUSED
    assert taken.what.startswith("Reading this file")


def test_files_left_out_are_one_line_that_knows_their_number() -> None:
    taken = refusals.left_out("export.zip", kind="daily counts", n_files=9000)
    assert (taken.outcome, taken.n_files, taken.filename) == (
        Outcome.SKIPPED,
        9000,
        "export.zip › daily counts",
    )


def test_a_system_file_is_known_by_its_name_and_says_so() -> None:
    assert "as their names say" in refusals.left_out("a.zip", kind="system file", n_files=2).what
