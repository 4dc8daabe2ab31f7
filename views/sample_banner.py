"""The line on every page while the sample runner is in, and the question when it is to go."""

from __future__ import annotations

from collections.abc import Mapping

from views import ask, cards, drops, words

SAMPLE = (
    ":material/science: **A sample runner, not you.** It leaves when your own first files come; "
    "what you type in meanwhile stays."
)
LEAVING = (
    "**The sample runner's files go. You also typed in {typed}.** Remove that, too? It would be "
    "gone for good, also what you typed in before the sample came. Your profile stays, without "
    "pain, illness, injury, weaker side and swapped sensors."
)
NAMES = {
    "diary": ("line of the diary", "lines of the diary"),
    "self_tests": ("self-test", "self-tests"),
    "sessions": ("strength session", "strength sessions"),
    "runs": ("activity without a file", "activities without a file"),
    "body": ("word on how your body is", "words on how your body is"),
}
ANSWERS = (
    ("sample_keep", "Keep what I typed", ":material/edit_note:"),
    ("sample_forget", "Remove that too", ":material/delete:"),
    ("sample_stays", "Leave all as it is", ":material/close:"),
)
GONE = {
    "": "The sample runner is gone.",
    "sample_keep": "The sample runner is gone. What you typed in stays.",
    "sample_forget": "The sample runner is gone, and what you typed in.",
}
_ASKING = "asks_how_sample_goes"


def typed(counts: Mapping[str, int]) -> str:
    """What was typed in: "2 self-tests and 1 line of the diary"; empty where nothing was."""
    said = [words.count(counts[kind], *names) for kind, names in NAMES.items() if counts[kind]]
    return cards.listed(said)


def show() -> str:
    """Draw it.

    Returns:
        What to say once the sample has gone; empty while it is there.
    """
    has_typed = typed(drops.typed_in())
    if ask.kept(_ASKING, None) and has_typed:
        return _leave(ask.line(LEAVING.format(typed=has_typed), ANSWERS))
    if not ask.line(SAMPLE, [("remove_sample", "Remove the sample", ":material/delete:")]):
        return ""
    if has_typed:
        ask.keep(_ASKING, True)
        ask.again()
    return _leave("")


def _leave(clicked: str | None) -> str:
    """Do what was answered; without an answer the question stays."""
    if clicked is None:
        return ""
    ask.drop(_ASKING)
    if clicked == "sample_stays":
        ask.again()
    drops.remove_sample(with_typed=clicked == "sample_forget")
    return GONE[clicked]
