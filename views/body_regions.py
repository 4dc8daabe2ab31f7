"""The body in eighteen regions: the runner's word, the library's muscles, and where they lie.

The shapes are the half of a body right of its middle, from y = 0 (crown) to 380 (sole); the other
half is its mirror image. They are schematic: a place to look at, not an atlas.
"""

from __future__ import annotations

from dataclasses import dataclass

WHOLE_BODY = "whole body"
"""The one name of the library that means every region."""
NECK = "M0 45H7.5C7.5 54 10 59 17 62C11 64 5 65 0 66Z"
DELTOID = "M24 64.5C37 66 45 70 47.5 81C50 91 49.5 99 49 105C43 99 36 91 31 83C27 77 25 70 24 64.5Z"
UPPER_ARM = "M38.5 99C42 104 46 108 49.5 110C52 122 54.5 132 56.5 142C52 144 48 143 45 140Z"
FOREARM = "M46.5 146C50 148 54 148 57.5 146.5C61 159 63.5 175 65 189C62 191 59.5 191 57.5 189Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One part of the body that a runner has a word for; an empty shape is not seen from there."""

    name: str
    muscles: tuple[str, ...]
    front: str = ""
    back: str = ""


OUTLINE = (
    "M0 40H8.5C8.5 53 11 58 20 61.5C33 65 43 66 48.5 79C52 91 51 105 54 120"
    "C57 133 61 145 63.5 160C65.5 172 66.5 181 67.5 191C71 200 71 212 66.5 219"
    "C62 222 58.5 213 57 200C55 186 49.5 172 46 156C43 142 40 126 37.5 106"
    "C37.5 122 34 136 32 150C31.5 160 37 171 41 186C44.5 204 43 226 40.5 246"
    "C38.5 262 34.5 276 34 286C37.5 298 37.5 312 34.5 326C31 341 29 350 29 360"
    "C34 370 36 378 27 380H14C11.5 374 13.5 365 14.5 356C14.5 340 11.5 320 12.5 300"
    "C13 290 12.5 284 11.5 276C9.5 255 5.5 235 2.5 213L0 209Z"
)
HEAD = (0, 24, 16, 21)
"""Centre and half axes."""

REGIONS = (
    Region(name="Neck", muscles=("neck",), front=NECK, back=NECK),
    Region(name="Shoulders", muscles=("shoulders",), front=DELTOID, back=DELTOID),
    Region(
        name="Chest",
        muscles=("chest",),
        front="M1 69C10 65 20 66 25 72C30 82 36 91 37 97C31 106 15 108 1 102Z",
    ),
    Region(name="Upper arms", muscles=("triceps",), front=UPPER_ARM, back=UPPER_ARM),
    Region(name="Forearms and grip", muscles=("grip",), front=FOREARM, back=FOREARM),
    Region(
        name="Belly",
        muscles=("rectus abdominis", "deep abdominals", "abdominals", "trunk", "diaphragm"),
        front="M1 106C8 109 14 109.5 19 108.5C20.5 128 20 150 19 167C15 183 8 195 1 203Z",
    ),
    Region(
        name="Side trunk",
        muscles=("obliques", "trunk"),
        front="M22 108C28 107 33 104 36 101C36.5 120 33 136 31 150C31 158 33 164 35 170"
        "C30 171 25 169 22 166C23 148 23 128 22 108Z",
        back="M33 129C32.5 137 31.5 143 31 150C31 155 32 159 33 163L27.5 160C26.5 153 28 139"
        " 33 129Z",
    ),
    Region(
        name="Upper back",
        muscles=("lats", "mid-back", "back"),
        back="M1 69C11 66.5 18 64.5 22.5 65.5C25 75 30 84 36.5 94C37 105 35.5 116 33 126"
        "C26 130 12 136 1 146Z",
    ),
    Region(
        name="Lower back",
        muscles=("back extensors", "back"),
        back="M1 150C10 141 20 135 29 132C26.5 142 25 152 25 160C18 162 8 166 1 172Z",
    ),
    Region(
        name="Hip front",
        muscles=("hip flexors",),
        front="M21 170C26 173 31 174 36 173.5C38 180 39 185 39.5 190C30 196 18 202 5 208"
        "C12 197 18 184 21 170Z",
    ),
    Region(
        name="Outer hip",
        muscles=("hip abductors",),
        front="M38 176C41.5 187 42.5 199 42 210C40.5 206 40.5 197 40.5 191C40 186 39 181 38 176Z",
        back="M26 163C30 164 33 165 35 166.5C39 176 42 188 42.5 200C38 197 34 191 31 184"
        "C28.5 177 27 170 26 163Z",
    ),
    Region(
        name="Buttocks",
        muscles=("glutes", "hip rotators"),
        back="M1 176C9 169 17 165 23.5 163C25 172 29 184 34 193C36 198 38 201 38.5 205"
        "C36 214 28 218 19 218C10 218 3 213 1 207Z",
    ),
    Region(
        name="Front thigh",
        muscles=("quadriceps",),
        front="M38 194C41 212 41 228 38.5 245C36.5 259 33.5 268 31 275C26 278 21 276 18 271"
        "C14.5 252 14 232 14.5 211C23 206 31 201 38 194Z",
    ),
    Region(
        name="Inner thigh",
        muscles=("adductors",),
        front="M4 211C7 210 10 209.5 12.5 209C11.5 230 12.5 250 15.5 268C10 250 6 230 4 211Z",
    ),
    Region(
        name="Back thigh",
        muscles=("hamstrings",),
        back="M5 221C15 223 30 220 40 208C41.5 226 39 246 35.5 262C34 268 32 273 30 277"
        "C25 279 20 277 16.5 274C12.5 256 8 238 5 221Z",
    ),
    Region(
        name="Calves",
        muscles=("calf", "gastrocnemius", "soleus"),
        back="M15 288C20 285 28 285 33 289C36.5 301 36 314 32.5 327C28 333 20 333 16 327"
        "C14 314 14 300 15 288ZM17 332C21 335.5 27 335.5 31 332C29 341 28 348 27.5 354H17"
        "C17.5 346 17 339 17 332Z",
    ),
    Region(
        name="Ankles and shins",
        muscles=("ankle", "tibialis posterior", "peroneals"),
        front="M15 292C21 289 28 289 33 292C36 304 35 318 32 331C30 342 28.5 350 27.5 357H16.5"
        "C16.5 340 14 315 15 292Z",
    ),
    Region(
        name="Feet",
        muscles=("foot", "foot intrinsics"),
        front="M15.5 361H28C32.5 371 33.5 377 26.5 378H14.5C13 373 14.5 366 15.5 361Z",
        back="M16 358H27.5C30 367 31 377 25.5 378H15.5C14 371 15 364 16 358Z",
    ),
)
"""From head to foot. A test walks the library: every muscle has its region."""
