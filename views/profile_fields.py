"""The questions of the Profile page, section by section, with their words and choices."""

from __future__ import annotations

from zoneinfo import available_timezones

from core.athlete import Experience, Goal, RunDay, Sex
from views.profile_field import Field, Section

METRES_PER_INCH = 0.0254  # exact
KILOGRAMS_PER_POUND = 0.45359237  # exact
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
        Field(name="equipment", label="Equipment", kind="several", options=EQUIPMENT_WORDS),
        Field(name="wants", label="More of", kind="several", options=WANT_WORDS),
    ),
)
GOAL = Section(
    name="goal",
    title="Goal",
    fields=(
        Field(name="goal", label="Goal", kind="choice", options=GOALS),
        Field(name="race_date", label="Day of the race", kind="day"),
    ),
)
CARE = Section(
    name="care",
    title="What to take care of",
    caption="These close gates in the plan: a knee that hurts gets no deep knee work.",
    fields=(Field(name="conditions", label="Conditions", kind="several", options=CONDITION_WORDS),),
)
SECTIONS = (PLACE, BODY, THRESHOLDS, STRENGTH, GOAL, CARE)
