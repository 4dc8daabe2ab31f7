from dataclasses import replace
from functools import partial

import streamlit as st

from views import (
    care,
    gaps,
    load_cards,
    load_curves,
    load_days,
    load_forecast,
    load_intensity,
    load_more,
    load_panels,
    load_performance,
    load_ratio,
    load_weeks,
    load_words,
    looks,
    run_choice,
    session,
    stage,
)
from views.windows import CHOICES, TWELVE_WEEKS

session.open_page()
st.title("Load", anchor=False)
review = session.review()
for text in care.warnings(review.profile):
    st.warning(text, icon=":material/health_and_safety:")
if not load_words.has_runs(review):
    session.first_steps(gaps.no_run_yet(review, "No run is in yet, so there is no load to add up."))
    st.stop()
palette = session.palette()
quarter = load_days.window_of(TWELVE_WEEKS, review)

st.header(load_words.answer(review), anchor=False)
st.caption(load_words.caption(review))
st.space("xsmall")
stage.draw_cards(load_cards.cards(review, shown=quarter))
st.space("small")
look = (review.today, palette.is_dark)
make = partial(load_panels.ceiling, review, palette, shown=quarter)
picked = stage.draw(stage.kept("ceiling", *look, make=make))
st.space("small")

days = stage.frame()
usual = load_days.usual_choice(review)
choice = days.choose("Window", CHOICES, key="load_window", default=usual)
shown = load_days.window_of(choice, review)
top = days.body.container()
make = partial(load_panels.days, review, palette, shown=shown)
picked |= stage.draw(stage.kept("days", *look, choice, make=make), within=days)
clicked = run_choice.clicked(review, picked, {"ceiling": quarter, "distance": shown, "load": shown})
offered = clicked or run_choice.choices(review, shown=shown)
run_id = next(iter(clicked)) if len(clicked) == 1 else None
if offered and run_id is None:
    run_id = (top if clicked else days.foot).selectbox(
        run_choice.question(clicked),
        offered,
        index=None,
        format_func=offered.get,
        key="open_run",
        placeholder=run_choice.hint(clicked, shown=shown),
    )
if run_id is not None:
    st.switch_page(run_choice.RUN_PAGE, query_params=run_choice.query(run_id))
st.space("small")

mix, curves = (stage.frame(at=column) for column in st.columns(2))
st.space("small")
plan = stage.frame()
st.space("small")

names, usual = tuple(load_intensity.BY), load_intensity.usual_by(review)
by = load_intensity.BY[mix.choose("By", names, key="mix_by", default=usual)]
periods = looks.intensity(by=by, since=load_intensity.since(shown))
make = partial(load_intensity.intensity, periods, review, palette, by=by, shown=shown)
stage.draw(stage.kept("mix", *look, choice, by, make=make), within=mix)
rows = stage.edit(load_forecast.editor(looks.forecast(), review), at=plan.foot)
forecast = looks.forecast(load_forecast.planned(rows, review))
make = partial(load_curves.curves, review, palette, shown=shown, ahead=forecast.series)
stage.draw(stage.kept("curves", *look, choice, forecast.planned, make=make), within=curves)
stage.draw(load_forecast.plan(forecast, review, rows), within=plan)

more = stage.fold(load_more.LABEL, icon=":material/more_horiz:", key="load_more")
if more.open:
    with more:
        stage.draw_plain(load_weeks.weeks(review))
        stage.draw_plain(load_more.volumes(review))
        wants = st.toggle(load_ratio.SWITCH, value=review.profile.has_ratio, key="has_ratio")
        if wants != review.profile.has_ratio:
            session.save_profile(replace(session.profile(), has_ratio=wants))
        if wants:
            stage.draw_plain(load_ratio.ratio(looks.ratios(), review, palette, shown=shown))
best = stage.fold(load_performance.LABEL, icon=":material/timer:", key="load_best")
if best.open:
    with best:
        stage.draw_plain(load_performance.performance(looks.performance(), review, palette))
