"""The desk where activities without a file are typed in, changed and taken out."""

from __future__ import annotations

from core.errors import EntryError
from views import ask, entry_form, entry_reading, hand, session
from views.entry_form import Listed

TITLE = "Type in a run or another activity without a file"
HINT = "A treadmill without a watch, yoga, a run before you had a watch. What is left empty stays "
HINT += "unknown. A file of the same outing counts before it."
FIELD_OF = {"sport": "kind", "sub_sport": "kind"}
_ROUND, _EDITED, _LEAVING = "entry_round", "entry_edited", "entry_leaving"


def show() -> None:
    """Draw the form, and below it what was typed in so far."""
    ask.hint(HINT)
    _form()
    for entry in entry_form.listed(session.review()):
        _line(entry)


def _form() -> None:
    profile, today = session.guessed_profile(), session.today()
    round_, edited = ask.kept(_ROUND, 0), ask.kept(_EDITED, None)
    told = None if edited is None else hand.told_activity(edited)
    typed, slots = ask.fields(
        entry_form.questions(round_, is_metric=profile.is_metric),
        entry_form.begin(told, profile, today=today),
    )
    answers = [("entry_keep", "Add it" if told is None else "Change it", ":material/save:")]
    if told is not None:
        answers.append(("entry_leave", "Leave it as it was", ":material/close:"))
    clicked = ask.buttons(answers)
    if clicked == "entry_leave":
        _begin_again("Nothing was changed.")
    if clicked != "entry_keep":
        return
    try:
        entry = entry_reading.read(typed, profile, now=session.now())
        if edited is None:
            hand.add_activity(entry, today=today)
        else:
            hand.replace_activity(edited, entry, today=today)
    except EntryError as error:
        ask.refuse(error, slots, field=FIELD_OF.get(error.field, error.field))
    else:
        _begin_again("It is in, and counts from now on.")


def _line(entry: Listed) -> None:
    """One activity, with what can be done about it; deleting asks once more."""
    id_, is_leaving = entry.activity_id, ask.kept(_LEAVING, None) == entry.activity_id
    edit, drop = f"entry_edit_{id_}", f"entry_delete_{id_}"
    sure, stay = f"entry_sure_{id_}", f"entry_stay_{id_}"
    ways = [(edit, "Edit", ":material/edit:"), (drop, "Delete", ":material/delete:")]
    if is_leaving:
        ways = [(sure, "Delete for good", ":material/delete_forever:"), (stay, "Keep it", "")]
    clicked = ask.line(entry.said, ways)
    if clicked == edit:
        ask.keep(_EDITED, id_)
        ask.keep(_ROUND, ask.kept(_ROUND, 0) + 1)
        ask.again()
    if clicked in (drop, stay):
        ask.keep(_LEAVING, id_ if clicked == drop else None)
        ask.again()
    if clicked == sure:
        hand.remove_activity(id_, is_manual=True)
        _begin_again("It is deleted.")


def _begin_again(message: str) -> None:
    """An empty form, and a word of what was done."""
    ask.keep(_ROUND, ask.kept(_ROUND, 0) + 1)
    ask.keep(_EDITED, None)
    ask.keep(_LEAVING, None)
    session.say_after_rerun(message)
    ask.again()
