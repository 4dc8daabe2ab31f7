"""The questions of the Profile page, section by section, with their words and choices."""

from __future__ import annotations

from zoneinfo import available_timezones

from core.athlete import Experience, Goal, RunDay, Sex
from core.units import KILOGRAMS_PER_POUND, METRES_PER_INCH
from views.profile_field import Field, Section

BPM = ("beats a minute", "beats a minute")
SEXES = {Sex.FEMALE: "Female", Sex.MALE: "Male"}
EXPERIENCES = {
    Experience.NONE: "New to it: under 8 weeks ever",
    Experience.SOME: "Some: 8 weeks or more in the last year",
    Experience.REGULAR: "Regular: 6 months, twice a week, with weights",
}
GOALS = {
    Goal.HEALTH: "Health",
    Goal.FIVE_K: "5 km",
    Goal.TEN_K: "10 km",
    Goal.HALF: "Half marathon",
    Goal.MARATHON: "Marathon",
    Goal.ULTRA: "Ultra",
}
RUN_DAYS = {
    RunDay.REST: "Rest",
    RunDay.EASY: "Easy",
    RunDay.HARD: "Hard",
    RunDay.LONG: "Long",
    RunDay.RACE: "Race",
}
EQUIPMENT_WORDS = {
    "band": "Band",
    "dumbbell": "Dumbbells",
    "kettlebell": "Kettlebell",
    "barbell": "Barbell",
    "machine": "Gym machines",
}
PAIN_WORDS = {
    "achilles": "Achilles tendon",
    "ankle": "Ankle",
    "bone_stress": "Bone, suspected stress injury",
    "calf": "Calf",
    "hamstring": "Hamstring",
    "hip_groin": "Hip or groin",
    "knee": "Knee",
    "low_back": "Lower back",
    "low_back_floor": "Lower back, on the floor",
    "neck": "Neck",
    "plantar": "Sole of the foot",
    "shoulder": "Shoulder",
    "wrist": "Wrist",
}
CONDITION_WORDS = {
    "pregnancy": "Pregnancy",
    "osteoporosis": "Osteoporosis",
    "hypertension": "High blood pressure",
    "dizziness": "Dizziness",
    "bone_stress": "Bone stress injury, now or lately",
}
LOAD_CHOICES = {"hr": "Heart rate", "pace": "Pace", "rpe": "Effort that I tell"}
WANT_WORDS = {
    "balance": "Balance",
    "core": "Core",
    "floor_abs": "Abs on the floor",
    "pilates": "Pilates",
    "upper": "Upper body",
    "weights": "Weights",
    "yoga": "Yoga",
}


PLACE = Section(
    name="place",
    title="Units and place",
    fields=(
        Field(
            name="is_metric",
            label="Units",
            kind="choice",
            options={True: "Kilometres, kilograms", False: "Miles, pounds"},
        ),
        Field(
            name="timezone",
            label="Time zone",
            kind="choice",
            options={zone: zone.replace("_", " ") for zone in sorted(available_timezones())},
            help="Decides the day of a run whose file does not tell it.",
        ),
        Field(
            name="week_begins_on_sunday",
            label="The week begins on",
            kind="choice",
            options={False: "Monday", True: "Sunday"},
            help="For distance and load a week.",
        ),
    ),
)
BODY = Section(
    name="body",
    title="You",
    fields=(
        Field(
            name="birth_year",
            label="Year of birth",
            help="For the age formula of heart rate, and for the rules under 16 and from 65.",
        ),
        Field(
            name="sex",
            label="Sex",
            kind="choice",
            options=SEXES,
            help="The heart-rate load has constants for two sexes; published for no other.",
        ),
        Field(
            name="height_m",
            label="Height",
            units=("cm", "in"),
            per_unit=(0.01, METRES_PER_INCH),
        ),
        Field(
            name="mass_kg",
            label="Body mass",
            units=("kg", "lb"),
            per_unit=(1, KILOGRAMS_PER_POUND),
        ),
    ),
)
THRESHOLDS = Section(
    name="thresholds",
    title="Heart rate and pace",
    caption="What you do not tell is estimated where it can be, and said to be an estimate.",
    fields=(
        Field(
            name="resting_heart_rate_bpm",
            label="Resting heart rate",
            units=BPM,
            is_estimated=True,
        ),
        Field(
            name="threshold_heart_rate_bpm",
            label="Threshold heart rate",
            units=BPM,
            is_estimated=True,
            help="What you can hold for about an hour.",
        ),
        Field(
            name="max_heart_rate_bpm",
            label="Highest heart rate",
            units=BPM,
            is_estimated=True,
        ),
        Field(
            name="threshold_speed_mps",
            label="Threshold pace",
            kind="pace",
            units=("m:ss /km", "m:ss /mi"),
            is_estimated=True,
            help="The pace that you can hold for about an hour.",
        ),
    ),
)
STRENGTH = Section(
    name="strength",
    title="Strength work",
    is_folded=True,
    fields=(
        Field(
            name="strength_minutes_per_week",
            label="Minutes a week",
            help="15 to 20 minutes once a week are a start; twice is the aim.",
        ),
        Field(
            name="max_strength_sessions",
            label="At most so many sessions",
            help="Leave it empty for as many as fit.",
        ),
        Field(
            name="experience",
            label="Experience with strength work",
            kind="choice",
            options=EXPERIENCES,
        ),
        Field(
            name="weeks_done",
            label="Weeks of strength work so far",
            help="They decide how hard the exercises are.",
        ),
        Field(
            name="heel_raises_min",
            label="Heel raises on your weaker leg",
            help="On one leg, full height, until you must stop. Jumps need 15.",
        ),
        Field(
            name="floor_ok",
            label="Lying on the floor",
            kind="choice",
            options={True: "is fine", False: "hurts or does not work"},
        ),
        Field(
            name="weaker_side",
            label="Weaker side, if you know one",
            kind="choice",
            options={"left": "Left", "right": "Right"},
            help="It begins one-leg work. A self-test says more, and counts before it.",
        ),
        Field(
            name="is_strength_complete",
            label="Every strength session of mine is in here",
            kind="switch",
            help="Only then can Evenstride say that there is little of it: unknown is not zero.",
        ),
        Field(name="equipment", label="Equipment", kind="several", options=EQUIPMENT_WORDS),
        Field(name="wants", label="More of", kind="several", options=WANT_WORDS),
    ),
)
GOAL = Section(
    name="goal",
    title="Goal and usual week",
    is_folded=True,
    fields=(
        Field(name="goal", label="Goal", kind="choice", options=GOALS),
        Field(name="race_date", label="Day of the race", kind="day"),
        Field(
            name="wants_easy_days",
            label="Help me keep easy days easy",
            kind="switch",
            help="Says so when much of your running is neither easy nor hard. Unasked it stays "
            "silent: no mix has been shown to be better.",
        ),
    ),
)
CARE = Section(
    name="care",
    title="What to take care of",
    caption="These close gates in the plan: a knee that hurts gets no deep knee work.",
    is_folded=True,
    fields=(
        Field(name="conditions", label="Conditions", kind="several", options=CONDITION_WORDS),
        Field(
            name="injured_on",
            label="Last running injury",
            kind="day",
            help="The day on which it began. It is told for a year: a recent injury is among the "
            "best-documented risk factors.",
        ),
        Field(
            name="ill_since",
            label="Ill since",
            kind="day",
            help="While it stands here, Today says rest and names no distance. Empty it when you "
            "are well, here or on Today.",
        ),
    ),
)
CURIOUS = Section(
    name="curious",
    title="For the curious",
    caption="Nothing here is needed. Each choice says what it changes.",
    is_folded=True,
    fields=(
        Field(
            name="first_threshold_heart_rate_bpm",
            label="First threshold",
            units=BPM,
            help="Of a test (LT1 or VT1): where breathing first gets deeper. Below it is easy.",
        ),
        Field(
            name="second_threshold_heart_rate_bpm",
            label="Second threshold",
            units=BPM,
            help="Of a test (LT2 or VT2): where talking ends. Above it is hard.",
        ),
        Field(
            name="critical_power_w",
            label="Critical power",
            units=("W", "W"),
            help="The power that you can hold for about half an hour to an hour, of your own "
            "sensor. Without it no power load is shown.",
        ),
        Field(
            name="load_choice",
            label="What feeds the load curves",
            kind="choice",
            options=LOAD_CHOICES,
            placeholder="automatic",
            help="Automatic: heart rate where 70 % of your runs have it, else pace, else effort.",
        ),
        Field(
            name="is_graded_by_cost",
            label="Hills count by",
            kind="choice",
            options={False: "Heart-rate table", True: "Energy cost"},
            help="How a slope becomes a speed on the flat: by how heart rates of many runners "
            "answered, or by the energy that it costs (Minetti 2002).",
        ),
        Field(
            name="has_other_sports",
            label="Other sports count in the 42 and 7-day load",
            kind="switch",
        ),
        Field(
            name="has_ratio",
            label="The 7:28-day ratio on Load",
            kind="switch",
            help="For comparison only: higher values went with fewer injuries in 5,205 runners.",
        ),
        Field(
            name="has_vendor_bands",
            label="The watch maker's bands on Balance",
            kind="switch",
            help="A convention of the maker, by which half of all runners are unusual.",
        ),
        Field(
            name="swapped_sensors",
            label="Sensors worn the wrong way round",
            kind="several",
            help="Their left is your right: all runs with them are mirrored.",
        ),
    ),
)
SECTIONS = (PLACE, BODY, THRESHOLDS, STRENGTH, GOAL, CARE, CURIOUS)
