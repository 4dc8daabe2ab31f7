from __future__ import annotations

import pytest

from views import sample_banner

NONE = dict.fromkeys(sample_banner.NAMES, 0)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, ""),
        ({"self_tests": 1}, "1 self-test"),
        ({"diary": 2, "runs": 1}, "2 lines of the diary and 1 activity without a file"),
        (
            {"diary": 1, "self_tests": 2, "sessions": 3},
            "1 line of the diary, 2 self-tests and 3 strength sessions",
        ),
    ],
)
def test_what_was_typed_in_is_listed_by_kind(told: dict[str, int], said: str) -> None:
    assert sample_banner.typed(NONE | told) == said
