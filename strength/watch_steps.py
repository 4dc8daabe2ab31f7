"""A session of the plan as a workout for the watch: sets that repeat, sides in order, rests.

A repetition step asks for the upper end of the range, which the runner need not reach: the notes
say what stays in reserve, and a press ends the step. A hold ends by itself, so it lasts the lower
end. Both are our choice; FIT has no range.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.findings import Side
from core.plan import COUNTED, TIMED, Prescription, StrengthSession
from core.workout import Repeat, Step, Until, Work, Workout

WARM_UP_S = 180  # strength law, 3.5: part of a full session's minutes
REST = "Rest"
SIDES = (Side.LEFT, Side.RIGHT)

WATCH_NAMES: Mapping[str, tuple[str, int]] = {
    "single_leg_sit_to_stand": ("squat", 57),  # single_leg_bench_squat
    "single_leg_squat": ("squat", 45),  # partial_single_leg_squat
    "single_leg_squat_loaded": ("squat", 46),  # weighted_partial_single_leg_squat
    "single_leg_deadlift": ("deadlift", 6),  # one_arm_one_leg_deadlift
    "single_leg_deadlift_loaded": ("deadlift", 14),  # single_leg_romanian_deadlift_with_dumbbell
    "standing_hip_abduction": ("hip_stability", 28),  # standing_hip_abduction
    "side_lying_hip_abduction": ("hip_stability", 21),  # side_lying_leg_raise
    "band_lateral_walk": ("hip_stability", 11),  # lateral_walks_with_band_at_ankles
    "glute_bridge": ("hip_raise", 11),  # hip_raise
    "single_leg_bridge": ("hip_raise", 30),  # single_leg_hip_raise
    "standing_hip_extension": ("hip_stability", 30),  # standing_rear_leg_raise
    "lateral_lunge": ("lunge", 61),  # side_lunge
    "heel_raise_two_leg": ("calf_raise", 18),  # standing_calf_raise
    "heel_raise_single": ("calf_raise", 15),  # single_leg_standing_calf_raise
    "heel_raise_loaded": ("calf_raise", 16),  # single_leg_standing_dumbbell_calf_raise
    "bent_knee_heel_raise": ("calf_raise", 6),  # seated_calf_raise
    "bent_knee_heel_raise_single": ("calf_raise", 9),  # single_leg_bent_knee_calf_raise
    "calf_stretch_wall": ("warm_up", 37),  # stretch_calf
    "crunch": ("crunch", 83),  # crunch
    "sit_up": ("sit_up", 37),  # sit_up
    "bicycle": ("crunch", 0),  # bicycle_crunch
    "seated_twist": ("core", 46),  # russian_twist
    "dead_bug": ("hip_stability", 1),  # dead_bug
    "bird_dog": ("hyperextension", 12),  # kneeling_superman
    "standing_side_crunch": ("crunch", 65),  # standing_side_crunch
    "wall_plank": ("plank", 0),  # 45_degree_plank
    "pallof_press": ("core", 6),  # cable_core_press
    "standing_woodchop": ("chop", 19),  # standing_rotational_chop
    "forearm_plank": ("plank", 43),  # plank
    "side_plank_knees": ("plank", 24),  # kneeling_side_plank_with_leg_lift
    "side_plank": ("plank", 66),  # side_plank
    "side_plank_leg_lift": ("plank", 80),  # side_plank_with_leg_lift
    "plank_leg_lift": ("plank", 133),  # plank_with_leg_lift
    "plank_arm_lift": ("plank", 54),  # plank_with_arm_raise
    "plank_crunch": ("plank", 56),  # plank_with_knee_to_elbow
    "one_arm_row": ("row", 13),  # one_arm_bent_over_row
    "band_row": ("hyperextension", 17),  # one_arm_row_with_band
    "lat_pulldown": ("pull_up", 13),  # lat_pulldown
    "incline_push_up": ("push_up", 27),  # incline_push_up
    "wall_sit": ("squat", 20),  # body_weight_wall_squat
    "split_squat": ("squat", 64),  # staggered_squat
    "step_up": ("squat", 66),  # step_up
    "walking_lunge": ("lunge", 78),  # walking_lunge
    "rear_foot_split_squat": ("lunge", 18),  # dumbbell_bulgarian_split_squat
    "goblet_squat": ("squat", 37),  # goblet_squat
    "back_squat": ("squat", 6),  # barbell_back_squat
    "leg_press": ("squat", 0),  # leg_press
    "romanian_deadlift": ("deadlift", 23),  # romanian_deadlift
    "deadlift": ("deadlift", 0),  # barbell_deadlift
    "a_march": ("warm_up", 26),  # walking_high_knees
    "shoulder_neck_release": ("warm_up", 17),  # shoulder_circles
    "pilates_hundred": ("core", 72),  # the_hundred
    "pilates_side_kick": ("hip_stability", 12),  # pretzel_side_kick
    "pilates_shoulder_bridge_march": ("hip_raise", 24),  # marching_hip_raise
    "pilates_swimming": ("core", 70),  # swimming
}
"""Exercise to the watch's word for it, of kinds that older watches know too (up to 32).

Each word is read back as the same exercise (`matched_sets.py`); an exercise without a row is
shown by its name.

Source: FIT SDK profile, types `exercise_category` and `..._exercise_name`.
"""


def workout_of(session: StrengthSession, *, name: str) -> Workout:
    """One session as a watch leads through it; a full one begins with the warm-up.

    Args:
        session: Of the plan, in the order in which it is done.
        name: What the watch lists it as.
    """
    warm_up = Step(
        name="Warm up", work=Work.WARM_UP, until=Until.TIME, amount=WARM_UP_S, notes=session.timing
    )
    steps = [step for each in session.prescriptions for step in exercise_steps(each)]
    if steps and steps[-1] == _rest(session.prescriptions[-1]):
        steps.pop()  # nothing comes after it
    return Workout(name=name, steps=((warm_up,) if session.kind == "full" else ()) + tuple(steps))


def exercise_steps(each: Prescription) -> tuple[Step | Repeat, ...]:
    """All sets of one exercise: the side that begins first, a rest after both, the extra set."""
    rest = _rest(each)
    one_set = (*(_step(each, side) for side in _sides(each)), *((rest,) if rest else ()))
    sets = (Repeat(n_times=each.sets, steps=one_set),) if each.sets > 1 else one_set
    if each.extra_set_side is Side.NONE:
        return sets
    return (*sets, _step(each, each.extra_set_side), *((rest,) if rest else ()))


def _sides(each: Prescription) -> tuple[Side, ...]:
    if not each.exercise.per_side:
        return (Side.NONE,)
    return SIDES[::-1] if each.start_side is Side.RIGHT else SIDES


def _step(each: Prescription, side: Side) -> Step:
    category, number = WATCH_NAMES.get(each.exercise.id, (None, None))
    until, amount = _length(each)
    return Step(
        name=each.exercise.name,
        side=side,
        until=until,
        amount=amount,
        notes=notes(each, side),
        category=category,
        number=number,
        load_kg=each.load_kg,
    )


def _length(each: Prescription) -> tuple[Until, int]:
    low, high = each.amount
    if each.measure in TIMED:
        return Until.TIME, low
    return (Until.REPS, high) if each.measure in COUNTED else (Until.PRESS, 0)


def notes(each: Prescription, side: Side = Side.NONE) -> str:
    """What the small screen says below the name: side, range, what stays in reserve, first cue."""
    low, high = each.amount
    span = f"{low}" if low == high else f"{low} to {high}"
    unit = {"hold_s": " s", "time_s": " s", "distance_m": " m", "contacts": " contacts"}
    said = [f"{span}{unit.get(each.measure, ' repetitions')}"]
    if side is not Side.NONE:
        said[0] = f"{side.value.capitalize()} side, {said[0]}"
    if each.reps_in_reserve is not None:
        reserve = f"stop with {each.reps_in_reserve} in reserve"
        said[0] += f", {reserve}" if each.measure == "reps" else ", stop well before your limit"
    return ". ".join([*said, *each.exercise.cues[:1]]).rstrip(".") + "."


def _rest(each: Prescription) -> Step | None:
    seconds = each.exercise.rest_s
    if not seconds:
        return None
    return Step(name=REST, work=Work.REST, until=Until.TIME, amount=seconds)
