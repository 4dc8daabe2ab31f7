"""What each self-test came to: a card with both sides, its doubt in words, what would end it."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from core.athlete import Profile, Sex
from core.findings import Flag, Level, Review, Side
from core.guides import GUIDES
from core.self_tests import SelfTested, Verdict
from views import cards, words
from views import self_test_charts as charts
from views import self_test_words as say
from views.balance_flags import TO_STRENGTH
from views.panel import Panel, Picture, Table
from views.theme import Palette

PEOPLE = {Sex.MALE: "men", Sex.FEMALE: "women"}
SECOND_HAND = "a second-hand source, counted on a 10 degree slope"


def results(review: Review, found: SelfTested, palette: Palette) -> tuple[Panel, ...]:
    """A panel for each test that was taken, those to act on first, then when to test again."""
    flags = say.in_order(review, found)
    panels = tuple(_panel(flag, review, found, palette=palette) for flag in flags)
    return (*panels, again(review, found)) if panels else ()


def _panel(flag: Flag, review: Review, found: SelfTested, *, palette: Palette) -> Panel:
    history = say.history(found, flag.id)
    newest = history[-1]
    return Panel(
        heading=f"{say.SHORT[flag.id]}: {say.both(newest)}",
        badges=_badges(flag),
        text=_text(flag, found, newest),
        pictures=_pictures(history, review, palette),
        caption=_caption(newest, review, found),
        why=cards.why(flag),
        links=(TO_STRENGTH,) if flag.level >= Level.WATCH else (),
    )


def _badges(flag: Flag) -> str:
    mark = words.mark(flag.level, flag.tone).badge
    grade = f":gray-badge[{words.evidence(flag.grade)}]"
    return " ".join(filter(None, (mark, cards.SIDE_BADGES[flag.side], grade)))


def _text(flag: Flag, found: SelfTested, newest: Verdict) -> str:
    told = flag.text if flag.level is not Level.OK else ""
    parts = (told, gate(newest), change(newest, found))
    return "\n\n".join(filter(None, parts))


def gate(found: Verdict) -> str:
    """The difference against the error of the test: "Difference 3, the test's error is 6: ..."."""
    if found.difference is None or found.lsi_pct is None:
        return ""
    guide = GUIDES[found.test]
    apart = say.amount(round(found.difference, 1), found.test)
    error = say.amount(guide.error, found.test)
    head = f"**Difference {apart}**, the test's error is {error}"
    if found.weaker_side is Side.NONE:
        return f"{head}: no difference."
    if found.level > Level.OK:
        return f"{head}: a difference."
    share = words.together(f"{found.lsi_pct:.0f} %")
    if guide.is_lower_better:
        return f"{head}: a small one, the other side took {share} of the time."
    return f"{head}: a small one, {share} of the other side."


def norm(found: Verdict, profile: Profile) -> str:
    """How the count compares with the usual one at that age; empty where there is none."""
    if not found.norm or found.norm_pct is None or profile.sex is None:
        return ""
    share = words.together(f"{found.norm_pct:.0f} %")
    return (
        f"Dashed: about {found.norm:.0f} are usual for {PEOPLE[profile.sex]} of your age "
        f"({SECOND_HAND}); your lower side has {share} of it. "
    )


def change(found: Verdict, all_found: SelfTested) -> str:
    """From which number on the advice would change; empty where no side is behind."""
    value = all_found.enough.get(found.test)
    if value is None:
        return ""
    least = say.amount(value, found.test)
    side = found.weaker_side.value
    reach = f"{least} or less" if GUIDES[found.test].is_lower_better else f"{least} or more"
    return f"**What would change this:** {reach} on the {side}, the other side as it is."


def since_last(history: Sequence[Verdict]) -> str:
    """What changed since the test before, side by side; within the error it is no change."""
    if len(history) < 2:
        return ""
    before, now = history[-2:]
    error = GUIDES[now.test].error
    said = [
        f"{side} {words.signed(new - old, 0 if new - old == round(new - old) else 1)}"
        for side, old, new in (
            ("left", before.left, now.left),
            ("right", before.right, now.right),
        )
        if old is not None and new is not None and abs(new - old) >= error
    ]
    changed = ", ".join(said)
    return f"Since the last test: {changed or 'no change beyond the test’s error'}."


def _pictures(history: Sequence[Verdict], review: Review, palette: Palette) -> tuple[Picture, ...]:
    newest = history[-1]
    name, day = say.SHORT[newest.test], say.taken_on(newest.taken_on, review)
    sides = f"left {say.amount(newest.left, newest.test)}, right " + say.amount(
        newest.right, newest.test
    )
    usual = f" The dashed line is the usual count, about {newest.norm:.0f}." if newest.norm else ""
    bars = Picture(
        chart=charts.bars_chart(newest, palette),
        alt=f"{name} on {day}: {sides}.{usual}",
        key=f"bars_{newest.test}",
    )
    if len({each.taken_on for each in history}) < 2:
        return (bars,)
    trend = Picture(
        chart=charts.trend_chart(history, palette),
        alt=f"{name} over {len(history)} tests. {since_last(history)}",
        key=f"trend_{newest.test}",
        head=since_last(history),
    )
    return bars, trend


def _caption(found: Verdict, review: Review, all_found: SelfTested) -> str:
    due = next(due for due in all_found.due if due.test == found.test)
    then = "Due again now." if due.is_due else f"Again from {say.taken_on(due.due_on, review)}."
    usual = norm(found, review.profile)
    return f"{usual}Tested {say.taken_on(found.taken_on, review)}. {then}"


def all_tests(found: SelfTested) -> Table:
    """Every test that was typed in, newest first."""
    rows = [
        {
            "Day": each.taken_on,
            "Test": say.SHORT[each.test],
            "Left": say.amount(each.left, each.test),
            "Right": say.amount(each.right, each.test),
            "Weaker side": each.weaker_side.value if each.weaker_side is not Side.NONE else "",
        }
        for each in reversed(found.verdicts)
    ]
    schema = {
        "Day": pl.Date,
        "Test": pl.String,
        "Left": pl.String,
        "Right": pl.String,
        "Weaker side": pl.String,
    }
    return Table(
        title="All tests",
        frame=pl.DataFrame(rows, schema=schema),
        alt="Every test with both sides, newest first",
        key="all_tests",
    )


def again(review: Review, found: SelfTested) -> Panel:
    """When each test was taken and is due again, and why after six weeks."""
    return Panel(
        heading=say.again(review, found).rstrip("."),
        text=say.due_lines(review, found),
        caption=say.WHY_AGAIN,
        tables=(all_tests(found),),
    )


def pairs(panels: Sequence[Panel]) -> list[tuple[Panel, ...]]:
    """Panels two by two, for cards side by side; the last alone if their number is odd."""
    return [tuple(panels[n : n + 2]) for n in range(0, len(panels), 2)]
