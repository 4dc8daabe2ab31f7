"""Why Balance says what it says: method, meaning, how exact, what can deceive it, sources."""

from __future__ import annotations

from core.findings import BALANCE_ACT_PP, BALANCE_WATCH_PP, Review
from views import words
from views.balance_charts import balance_flag
from views.cards import GRADES

METHOD = (
    "Flat, steady minutes only: the first five minutes, hills and sharp turns are left out. A run "
    "counts from ten such minutes; its dot is their median. The figure is the median of the last "
    "five runs with the same sensor within eight weeks. We compare the end of its 95 % interval "
    f"that lies nearer to even with our limits, {BALANCE_WATCH_PP} points (watch) and "
    f"{BALANCE_ACT_PP} points (act): our choice, no border between healthy and not."
)
RELIABILITY = (
    "No published study repeats a measurement of this balance, so its error is taken from your own "
    "spread from run to run, never under 0.3 points."
)
USUAL = (
    "The shaded band is the median of up to 20 runs with a sensor before its last three, plus and "
    "minus the smallest change that is more than your own spread. It takes 8 such runs; a new "
    "sensor starts afresh."
)
CELLS = (
    "A cell is the median of its steady minutes; its interval comes from drawing whole runs again, "
    "500 times. A cause is named only where two cells lie a point apart with intervals that do not "
    "touch, or where its flag is up. That two things go together says nothing about why."
)
ALSO = "Walking breaks, hills and a phone on one side can do the same."  # imbalance law, section 1
MEANING = (
    "A watch sees when and how long the feet touch the ground. It does not see strength, pain or "
    "joints."
)


def why(review: Review) -> str:
    """Method, what a watch sees, how exact it is, what can deceive it, how sure we are, sources."""
    flag = balance_flag(review)
    parts = {
        "How it is worked out.": METHOD,
        "Your usual.": USUAL,
        "Where it comes from.": CELLS,
        "What a watch sees.": MEANING,
        "How exact it is.": RELIABILITY,
    }
    if flag is not None:
        parts |= {
            "What can deceive it.": f"{flag.caveat} {ALSO}",
            f"{words.evidence(flag.grade)}.": f"That means {GRADES[flag.grade]}.",
            "Source.": flag.source,
        }
    return "\n\n".join(f"**{head}** {text}" for head, text in parts.items() if text)
