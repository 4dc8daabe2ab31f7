"""The seven self-tests: what to do, what to note, and from where on a number says something.

Source: imbalance law, 2.4, which names the study behind each row. The words are our own, and so
is what else than the hop waits when something hurts.
"""

from __future__ import annotations

from core.athlete import PAIN_TAGS, Profile
from core.self_tests import LEAST_HEEL_RAISES, Guide, Timer

WARM_UP = (
    "Warm up for five minutes: an easy jog or a brisk walk. Use the same shoes, the same spot and "
    "the same time of day as last time."
)
ORDER = "Begin with the side that feels weaker. Then give the other side the same rest and rules."
STOP = (
    "Stop a test at the first pain. A test that hurts says nothing about strength: leave it out, "
    "and see a professional if the pain stays."
)

_BONE = frozenset({"bone_stress"})

TESTS: tuple[Guide, ...] = (
    Guide(
        id="ST_CALF",
        title="Heel raises on one leg",
        unit="raises",
        steps=(
            "Stand on one leg beside a wall, fingertips on it for balance only. Knee straight.",
            "Follow the beat: up and down once every two seconds, each time to your full height.",
            "Stop when you no longer reach that height, bend the knee, lean on the wall or lose "
            "the beat twice.",
            "Rest two minutes, then the other leg.",
        ),
        note="The number of full raises on each leg.",
        kit=("a wall", "firm shoes"),
        timer=Timer.BEAT,
        error=6,
        is_of_norm=True,
        low_watch=75,
        low_act=50,
        source=(
            "Hebert-Losier 2017: reliability, and usual counts by sex and age at second hand. They "
            "were counted on a 10 degree slope, so counts on flat ground do not compare exactly."
        ),
        error_source="limits of agreement -6.2 to 6.5 raises",
        not_for="Not with pain in the calf, Achilles tendon, ankle or sole of the foot.",
        leave_out=frozenset({"achilles", "ankle", "calf", "plantar"}) | _BONE,
    ),
    Guide(
        id="ST_BRIDGE",
        title="Bridge on one leg",
        unit="bridges",
        steps=(
            "Lie on your back, one heel on a box or chair of about 60 cm, that knee slightly bent.",
            "Hold the other leg still in the air, arms crossed on the chest.",
            "Lift the hips until trunk and thigh form a line, touch down lightly, and go on "
            "without a rest.",
            "Stop when the hips no longer reach that height. Rest two minutes, then the other leg.",
        ),
        note="The number of full bridges on each leg.",
        kit=("a box or chair of about 60 cm that cannot slide", "a mat"),
        error=5,
        low_watch=20,
        low_act=10,
        source=(
            "Freckleton 2014: in young footballers fewer than 20 were few, 25 average, more than "
            "30 good. No such figures for runners."
        ),
        error_source="our choice",
        not_for=(
            "Not with pain in the back, hip, groin, hamstring or knee, when lying on the floor "
            "hurts, nor in pregnancy."
        ),
        leave_out=frozenset(
            {"hamstring", "hip_groin", "knee", "low_back", "low_back_floor", "pregnancy"}
        )
        | _BONE,
    ),
    Guide(
        id="ST_SIDE_PLANK",
        title="Side plank",
        unit="s",
        steps=(
            "Lie on your side, elbow below the shoulder, legs straight, feet one behind the other.",
            "Lift the hips into a line from head to feet and start the clock. Keep breathing.",
            "Stop the clock when the hips sink or tip and one correction does not bring them back.",
            "Rest two minutes, then the other side. The side is that of the arm on the floor.",
        ),
        note="The seconds held on each side.",
        kit=("a mat", "a clock"),
        timer=Timer.STOPWATCH,
        error=15,
        low_watch=45,
        low_act=20,
        source=(
            "Juan-Recio 2022: typical error 10.95 s. Healthy active women hold 69-77 s. Limits: "
            "our choice. A tired shoulder ends it for many, so it is a coarse test."
        ),
        error_source="our choice, above the typical error of 10.95 s",
        not_for=(
            "Not with pain in the shoulder, neck, back or hip, with high blood pressure, nor in "
            "pregnancy."
        ),
        leave_out=frozenset(
            {
                *("hip_groin", "hypertension", "low_back", "low_back_floor", "neck"),
                *("pregnancy", "shoulder"),
            }
        )
        | _BONE,
    ),
    Guide(
        id="ST_SIT_STAND",
        title="Five rises on one leg",
        unit="s",
        steps=(
            "Sit on a chair of about 45 cm that stands against a wall, arms crossed on the chest.",
            "Lift one foot. Rise to a straight leg and sit down again, five times, as fast as you "
            "safely can.",
            "Take the time from the first move to the fifth time seated. Two tries with a minute "
            "between them, then the other leg.",
            "If five are not possible, tick that instead of a time. That is an answer too.",
        ),
        note="The shorter of the two times on each leg.",
        kit=("a chair of about 45 cm against a wall", "a clock"),
        n_tries=2,
        timer=Timer.STOPWATCH,
        is_lower_better=True,
        error=1.3,
        source="Otto-Yanez 2025.",
        error_source="smallest detectable change 0.84 to 1.28 s",
        not_for="Not with pain in the knee or hip, nor when you get dizzy. Have a hold in reach.",
        leave_out=frozenset({"dizziness", "hip_groin", "knee"}) | _BONE,
    ),
    Guide(
        id="ST_REACH",
        title="Reach on one leg",
        unit="cm",
        steps=(
            "Stand barefoot on one leg, toes at the start of a tape measure on the floor.",
            "Slide the other foot along the tape as far ahead as you can, touch lightly, and come "
            "back without putting weight on it. The standing heel stays down.",
            "Three tries; a try in which you stumble does not count. The side is that of the "
            "standing leg.",
            "If you like, do the same back and in, then back and out, and measure your leg from "
            "hip bone to inner ankle: the page then shows the sum of the three reaches too.",
        ),
        note="The longest reach ahead on each standing leg.",
        kit=("a tape measure on the floor",),
        n_tries=3,
        error=4,
        side_watch=4,
        side_act=6,
        source=(
            "Plisky 2006 and 2021, Smith 2015: a difference of 4 cm went with injury in players; "
            "later groups find no link. No limit for runners."
        ),
        error_source="the difference that the studies call one",
        not_for="Not with pain in the ankle, knee or hip, nor when you get dizzy.",
        leave_out=frozenset({"ankle", "dizziness", "hip_groin", "knee"}) | _BONE,
    ),
    Guide(
        id="ST_HOP",
        title="Hop on one leg",
        unit="cm",
        steps=(
            "Stand on one leg on firm, dry ground, toes on a line.",
            "Hop forward as far as you can land safely, on the same leg, and stand still for two "
            "seconds.",
            "Measure from the line to the heel. Three tries; only a landing that you hold counts.",
            "Rest two minutes, then the other leg.",
        ),
        note="The longest hop on each leg that you could hold.",
        kit=("a tape measure on the floor", "firm shoes"),
        n_tries=3,
        error=10,
        source="90 % is a convention of clinics after an injury, not a limit for healthy runners.",
        error_source="our choice",
        not_for=(
            "Not with any pain, after a bone stress injury, in pregnancy, with osteoporosis, or "
            f"before {LEAST_HEEL_RAISES} heel raises on each leg."
        ),
        leave_out=frozenset(PAIN_TAGS)
        | frozenset({"dizziness", "osteoporosis", "pregnancy"})
        | _BONE,
    ),
    Guide(
        id="ST_ANKLE",
        title="Knee to wall",
        unit="cm",
        steps=(
            "Stand facing a wall, barefoot, one foot pointing at it, the other foot behind.",
            "Bend the front knee to touch the wall. The heel stays on the floor.",
            "Move the foot back little by little to the last place where the knee still touches "
            "with the heel down.",
            "Measure from the big toe to the wall, then the other foot.",
        ),
        note="The distance from toe to wall on each side.",
        kit=("a wall", "a tape measure"),
        error=2,
        side_watch=2,
        side_act=3,
        is_side_act_exclusive=True,
        low_watch=9,
        low_act=6.4,
        source="Hoch 2011: usual 12 cm, spread 2.8. Powden 2015: error.",
        error_source="smallest detectable change 1.9 cm",
        not_for="Not with pain in the ankle, or soon after an ankle injury.",
        leave_out=frozenset({"ankle"}) | _BONE,
    ),
)
"""The seven tests in the order of the page."""

GUIDES = {guide.id: guide for guide in TESTS}
FEW_HEEL_RAISES = "few_heel_raises"


def left_out(guide: Guide, profile: Profile, *, heel_raises: int | None = None) -> frozenset[str]:
    """What the runner told that speaks against a test now: pain tags, conditions; empty if nothing.

    Args:
        guide: The test.
        profile: Pains with a score above 0, and conditions.
        heel_raises: On the weaker leg; too few speak against the hop. None is not known.

    Source:
        Imbalance law, 2.4, for the hop; for the others our choice.
    """
    told = {pain.tag for pain in profile.pains if pain.score > 0} | profile.conditions
    against = guide.leave_out & told
    is_few = heel_raises is not None and heel_raises < LEAST_HEEL_RAISES
    return against | {FEW_HEEL_RAISES} if guide.id == "ST_HOP" and is_few else against
