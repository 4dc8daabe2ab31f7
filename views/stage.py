"""The one place that draws panels: every page shows its cards, pictures and reasons alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import streamlit as st

from views import memory, words
from views.cards import FigureCard
from views.panel import Editor, Entry, Export, Link, Panel, Picture, Table

WHY = "Why we say this"
HEAD: dict[str, Any] = {
    "horizontal": True,
    "horizontal_alignment": "distribute",
    "vertical_alignment": "center",
}
FINDING_PX, ENTRY_PX = 210, 300  # narrower than this, cards and entries wrap
Picked = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A card that has begun, from top to bottom: controls can stand in its head and its foot."""

    title: Any
    head: Any
    body: Any
    foot: Any
    rest: Any

    def choose(self, label: str, options: Sequence[str], *, key: str, default: str) -> str:
        """A switch of views in the head; the choice survives a change of page."""
        chosen: str = self.head.segmented_control(
            label,
            options,
            default=default,
            key=key,
            required=True,
            label_visibility="collapsed",
            persist_state="session",
        )
        return chosen


def frame(*, at: Any = None, key: str | None = None) -> Frame:
    """Begin a card; in a column (`at`) it is as tall as its neighbour."""
    height = "content" if at is None else "stretch"
    box = (at or st).container(border=True, height=height, key=key)
    head = box.container(**HEAD)
    title, body, foot = head.container(width="content"), box.container(), box.container()
    return Frame(title=title, head=head, body=body, foot=foot, rest=box.container())


def kept(name: str, *about: object, make: Callable[[], Panel]) -> Panel:
    """A panel as it was made, until the stored data or what it is about change.

    Building charts is most of the work of a rerun, and most reruns change one section of a page.

    Args:
        name: Of the section, unlike any other's.
        about: All that it depends on besides the stored data: day, theme, window, choices.
        make: Makes it.
    """
    panel: Panel = memory.asked("panel", name, *about, ask=lambda _: make())
    return panel


def draw(panel: Panel, *, within: Frame | None = None, at: Any = None) -> Picked:
    """Draw a panel as a card.

    Args:
        panel: What to say and show.
        within: A card that has begun, where a control stands in the head.
        at: A column to draw it in.

    Returns:
        For each picture that can be clicked, by its key, the rows that were.
    """
    place = within or frame(at=at)
    place.title.subheader(panel.heading, anchor=False, width="content")
    if panel.badges:
        place.head.markdown(panel.badges, width="content")
    with place.body:
        picked = _body(panel)
    with place.rest:
        if panel.why:
            with st.expander(WHY, icon=":material/help:", type="compact"):
                st.markdown(panel.why)
        _rest(panel)
    return picked


def fold(label: str, *, icon: str, key: str) -> Any:
    """A line that opens. What is in it is drawn, and sent to the browser, only while `.open`."""
    return st.expander(label, icon=icon, key=key, on_change="rerun")


def draw_plain(panel: Panel) -> Picked:
    """Draw a panel without a frame, as a part of a fold; the reason is a click away there too."""
    head = st.container(**HEAD)
    head.subheader(panel.heading, anchor=False, width="content")
    if panel.badges:
        head.markdown(panel.badges, width="content")
    picked = _body(panel)
    for table in panel.tables:
        st.markdown(f"**{table.title}**")
        _frame(table)
    if panel.why:
        with st.popover(WHY, icon=":material/help:", type="tertiary"):
            st.markdown(panel.why)
    return picked


def edit(editor: Editor, *, at: Any) -> list[dict[str, Any]]:
    """Draw a table that can be changed, and give its rows as they are now."""
    config: dict[str, Any] = {
        name: st.column_config.DateColumn(min_value=first, max_value=last, format="ddd D MMM")
        for name, (first, last) in editor.dates.items()
    }
    for name in editor.numbers:
        config[name] = st.column_config.NumberColumn(step=0.1, format="%.1f")
    edited = at.data_editor(
        editor.frame,
        num_rows="dynamic",
        column_config=config,
        hide_index=True,
        key=editor.key,
        alt=editor.label,
    )
    rows: list[dict[str, Any]] = edited.to_dicts()
    return rows


def draw_cards(cards: Iterable[FigureCard], *, key: str = "figures") -> None:
    """A row of figures: three on a desk, one on a phone."""
    with st.grid(3, min_column_width=FINDING_PX, key=key):
        for card in cards:
            st.metric(
                card.label,
                card.value,
                card.note or None,
                delta_color=card.colour,
                delta_arrow="off",
                border=True,
                chart_data=card.series or None,
                chart_type=card.shape,
                help=card.help,
                height="stretch",
            )


def _body(panel: Panel) -> Picked:
    if panel.text:
        st.markdown(panel.text)
    if panel.cards:
        draw_cards(panel.cards, key=f"figures_{panel.cards[0].label}")
    drawn = {picture.key: _picture(picture) for picture in panel.pictures}
    if panel.notice:
        st.info(panel.notice, icon=":material/info:")
    if panel.progress is not None:
        st.progress(panel.progress, text=panel.progress_text)
    if panel.caption:
        st.caption(panel.caption)
    if panel.entries:
        _entries(panel.entries)
    return {key: rows for key, rows in drawn.items() if rows}


def _picture(picture: Picture) -> list[dict[str, Any]]:
    if picture.head:
        st.markdown(picture.head)
    look: dict[str, Any] = {"theme": None, "width": "stretch", "alt": picture.alt}
    if not picture.pick:
        st.altair_chart(picture.chart, key=picture.key, **look)
        return []
    event: Any = st.altair_chart(picture.chart, key=picture.key, on_select="rerun", **look)
    chosen = event.selection.get(picture.pick) or []
    return [dict(chosen)] if isinstance(chosen, dict) else list(chosen)  # a span, or points


def _entries(entries: tuple[Entry, ...]) -> None:
    with st.grid(2, min_column_width=ENTRY_PX):
        for entry in entries:
            with st.container(gap=None, key=entry.key):
                _entry(entry)


def _entry(entry: Entry) -> None:
    grade = f" :gray-badge[{entry.grade}]" if entry.grade else ""
    head = st.container(**HEAD) if entry.why else nullcontext()
    with head:
        st.markdown(f"**{entry.name}** {entry.value}{grade}", width="content")
        if entry.why:
            with st.popover("Why?", type="tertiary", key=f"why_{entry.key}"):
                st.markdown(entry.why)
    st.markdown(entry.text)


def _rest(panel: Panel) -> None:
    for table in panel.tables:
        _table(table)
    if panel.links or panel.exports:
        with st.container(horizontal=True):
            for link in panel.links:
                _link(link)
            for export in panel.exports:
                _export(export)


def _table(table: Table) -> None:
    box = st.expander(
        table.title, icon=":material/table:", type="compact", key=table.key, on_change="rerun"
    )
    if box.open:
        with box:
            _frame(table)


def _frame(table: Table) -> None:
    day = st.column_config.DateColumn(format="ddd D MMM YYYY")
    tenth = st.column_config.NumberColumn(format="%.1f")
    config: dict[str, Any] = dict.fromkeys(table.dates, day) | dict.fromkeys(table.tenths, tenth)
    look: dict[str, Any] = {"hide_index": True, "column_config": config, "alt": table.alt}
    st.dataframe(table.frame, placeholder=words.UNKNOWN, **look)


def _link(link: Link) -> None:
    st.page_link(link.page, label=link.label, icon=link.icon, query_params=link.query or None)


def _export(export: Export) -> None:
    st.download_button(
        export.label,
        data=export.make,
        file_name=export.file_name,
        mime=export.mime,
        key=export.key,
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )
