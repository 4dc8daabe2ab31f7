"""What the week has to say besides its exercises: cautions, shortages, open needs, the message.

A note's code is stable and tested; its text is for the runner.
Source: strength law, sections 3 and 4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from core.athlete import Experience
from core.findings import Flag
from core.load_cause import LoadState
from core.plan import Note, StrengthSession
from core.spoken import AFTER
from strength.choose import Choice, need_met
from strength.gates import Refusal, refusal
from strength.stages import LEARN_WEEKS, NEW_WEEKS
from strength.terms import LIGHT_FLAGS, NO_STRENGTH, Terms

ILL = "ill"
TEXTS = {
    "see_professional": "Something hurts at 4 of 10 or more, or a bone is under suspicion. Show it "
    "to a doctor or physiotherapist before any leg work. Until then the week stays calm.",
    "ask_midwife_or_doctor": "Ask your midwife or doctor whether this week suits you. No jumps, "
    "no heavy loads, and always three repetitions in reserve.",
    "no_leg_exercise_fits": "With what hurts now no leg exercise is left that is sure to suit you, "
    "so the week has light sessions only. A physiotherapist can find one with you.",
    "too_little_time": "The minutes you gave are too few for a full session. Fifteen minutes once "
    "a week are a start; you can change them on the Profile page.",
    "no_day_fits": "Every day of your week is a key run, the day before one, or close to a race, "
    "so no full session has a place. An easier or free day would make room.",
    "no_session_wanted": "Your profile asks for no strength session. One short session a week "
    "keeps strength; two build it.",
    "fewer_days_fit": "Fewer days fit than sessions would: none goes on the day before a hard or "
    "long run, and full sessions stay 48 hours apart.",
    "load_red": "{after}: half the sets, lighter, no jumps, until it settles.",
    ILL: "You told of an illness: rest comes first. Until you say that you are well the week stays "
    "light: half the sets, less weight, no jumps.",
    "load_amber": "{after}: two thirds of the sets, one more repetition in reserve, and nothing "
    "that is new to you.",
    "race_week": "Race week: light work only. Strength will keep.",
    "taper": "Taper: half the sets at the same load and speed, and nothing that is new to you.",
    "recovery": "After the race: light work only.",
    "deload": "A lighter week, as every fourth: one set less.",
    "taught_start": "If you can, have someone show you the first session: taught programmes did "
    "better in trials than written ones.",
    "soreness": "The first two weeks may leave you sore for one to three days. That is why they "
    "have two sets and much in reserve.",
    "birth_year_not_told": "Your year of birth is not told. Under 16 heavy loads are capped; from "
    "65 on a balance exercise opens each session.",
}
FIRST_ELSEWHERE = {
    "CADENCE_LOW": "Do the step drill before an easy run. Once a week, set a metronome 5 % quicker "
    "for six times one minute.",
    "TURN_BIAS": "First change the route: run your loop the other way now and then.",
    "ROUTE_MONO": "First change the route: a new path does more than any exercise.",
    "DOWNHILL_LOAD": "First keep the next days flat. Slow lowering work only when the thighs are "
    "fresh.",
    "INTENSITY_MIX": "First make the easy runs easier; strength work cannot do that for you.",
    "BALANCE_SHIFT": "First look for the cause of the change: shoes, sensor, a sore spot.",
    "STIFFNESS_DROP": "Rest first while the week is a lighter one; calf work follows.",
}
"""Strength law, section 4: flags whose first answer lies outside the gym."""
SHUT = {
    Refusal.CALM: "it waits until the pain has settled",
    Refusal.HURT: "what would answer it hurt you lately and rests for two weeks",
    Refusal.STEP: "what would answer it comes once an easier version goes well",
    Refusal.PAIN: "what would answer it could irritate what hurts now",
    Refusal.CONDITION: "what would answer it does not suit a condition that you told",
    Refusal.FLOOR: "what would answer it is done on the floor",
    Refusal.AGE: "what would answer it is left out at your age",
    Refusal.JUMPS: "what would answer it are jumps, and these are not due this week",
    Refusal.SORENESS: "what would answer it makes the legs too sore this week",
    Refusal.EQUIPMENT: "what would answer it needs equipment that you have not named",
    Refusal.LEVEL: "what would answer it comes at a later level",
}
COUNTS = ("No", "One", "Two", "Three")
TOO_NEW = "what would answer it is new to you, and this is no week for new things"
MUTED = "what would answer it waits while a leg hurts on one side"
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def notes(terms: Terms, *, shortages: Sequence[str], has_sessions: bool) -> tuple[Note, ...]:
    """All notes of the week: those about safety first.

    Args:
        terms: What the week allows.
        shortages: Codes of what the planning could not give.
        has_sessions: Whether there is a session that advice could be about.
    """
    advice = _advice(terms) if has_sessions else ()
    codes = (*_safety(terms), *shortages, *_season(terms), *advice)
    elsewhere = [
        Note(code=f"first_{flag.id.lower()}", text=FIRST_ELSEWHERE[flag.id])
        for flag in terms.flags
        if flag.id in FIRST_ELSEWHERE and _applies(flag, terms)
    ]
    after = AFTER[terms.load_cause].capitalize()
    told = (Note(code=code, text=TEXTS[code].format(after=after)) for code in codes)
    return (*told, *elsewhere)


def uncovered(choice: Choice, sessions: Sequence[StrengthSession]) -> tuple[Note, ...]:
    """The flags that nothing in this week answers in full, each with the reason."""
    given = [each.exercise for session in sessions for each in session.prescriptions]
    has_full = any(session.kind == "full" for session in sessions)
    still_open = [
        flag
        for flag in choice.terms.flags
        if not any(choice.serves(exercise, flag.id) == 2 for exercise in given)
        and not (flag.id == NO_STRENGTH and has_full)
    ]
    said = [(flag, _why_open(flag, choice, has_full=has_full)) for flag in still_open]
    said += [(flag, MUTED) for flag in choice.terms.muted]
    return tuple(Note(code=flag.id, text=f"{flag.title}: {why}.") for flag, why in said)


def message(terms: Terms, sessions: Sequence[StrengthSession]) -> str:
    """The week in two sentences: how many sessions and when, and on what grounds."""
    full = [session for session in sessions if session.kind == "full"]
    light = [session for session in sessions if session.kind == "light"]
    if not sessions:
        return "No strength session this week; the notes say why."
    said = " and ".join(_counted(kind) for kind in (full, light) if kind)
    return f"{said[:1].upper()}{said[1:]}. {_grounds(terms)}"


def _counted(sessions: Sequence[StrengthSession]) -> str:
    n = len(sessions)
    kind = "light session" if sessions[0].kind == "light" else "session"
    days = " and ".join(DAY_NAMES[session.day.weekday()] for session in sessions)
    return f"{COUNTS[n].lower()} {kind}{'' if n == 1 else 's'} on {days}"


def _grounds(terms: Terms) -> str:
    if terms.is_calm:
        return "The week is calm because of what you told about pain."
    if terms.flags:
        titles = ", ".join(flag.title for flag in terms.flags[:3])
        return f"What your data call for comes first: {titles}."
    return (
        "No pattern in your data asks for anything special, so this is the basic week that the "
        "evidence supports: one-leg work, calves and trunk."
    )


def _safety(terms: Terms) -> Iterator[str]:
    if terms.is_calm:
        yield "see_professional"
    if terms.is_pregnant:
        yield "ask_midwife_or_doctor"


def _season(terms: Terms) -> Iterator[str]:
    if terms.load_state is not LoadState.GREEN:
        yield ILL if terms.is_ill else f"load_{terms.load_state.value}"
    if terms.phase in ("taper", "race_week", "recovery"):
        yield terms.phase
    if terms.is_deload and not terms.is_calm:
        yield "deload"


def _advice(terms: Terms) -> Iterator[str]:
    if terms.is_calm:
        return
    weeks = terms.profile.weeks_done
    if terms.profile.experience is Experience.NONE and weeks < LEARN_WEEKS:
        yield "taught_start"
    if weeks < NEW_WEEKS:
        yield "soreness"
    if terms.age is None:
        yield "birth_year_not_told"


def _applies(flag: Flag, terms: Terms) -> bool:
    return flag.id != "STIFFNESS_DROP" or terms.load_state is not LoadState.GREEN


def _why_open(flag: Flag, choice: Choice, *, has_full: bool) -> str:
    answers = [one for one in choice.library.exercises.values() if need_met(one, flag)[0] == 2]
    if not answers:
        return "no exercise of the library answers it in full"
    if choice.terms.is_calm:
        return SHUT[Refusal.CALM]
    shut = Counter(refusal(one, choice.terms) for one in answers)
    if choice.too_new and not any(one in choice.eligible for one in answers):
        return TOO_NEW
    if None not in shut:
        return SHUT[min((why for why in shut if why), key=lambda why: (-shut[why], why))]
    if not has_full and flag.id not in LIGHT_FLAGS:
        return "this week has no full session that could hold it"
    return "the week's minutes did not reach for it"
