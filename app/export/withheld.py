"""Which entries keep their content here, and why. The reason is part of the newest state.

Each change of it is a revision with a new `seq`: whoever already holds the content is told to drop it, and gets it
again when the entry is cleared. Nobody can hold one that was under review from its first word: it has no row at all
until it is cleared, so that not even its being there gets out.
"""

from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, not_, null, or_

from app.entries.earlier import ever
from app.entries.models import Entry, Revision
from app.export.rows import ERASED, ERASED_TEXT, HELD
from app.kit.tables import column

# Rules of this family mark a patient's identity; compact JSON has one spelling, so a search of the text is exact. A
# mark that its author looked at begins with `kept` (app/entries/flags.py); a soft one only points something out.
PATIENT_IDENTITY = '{"rule":"patient_identity'
SOFT = PATIENT_IDENTITY + "_soft"
SUSPECTED = '"safety_status":"suspected"'


def withheld(matching: ColumnElement[bool] | None = None, unseen: ColumnElement[bool] | None = None) -> Any:
    """Why an entry's content stays here, or null. `matching`: the filter; `unseen`: what lies outside one's regions.

    A filter says nothing of a row that is withheld anyway: it would tell what the row hides.
    """
    return case(
        *([] if unseen is None else [(unseen, literal("out_of_scope"))]),
        (column(Entry.deleted), literal("retracted")),
        (in_review(), case((was_clear(), literal("under_review")), else_=literal(HELD))),
        (column(Entry.text) == ERASED_TEXT, literal(ERASED)),
        *([] if matching is None else [(not_(func.coalesce(matching, False)), literal("not_in_filter"))]),
        else_=null(),
    )


def in_review() -> ColumnElement[bool]:
    """A safety event is suspected, or words that may tell who a patient is were neither masked nor kept."""
    flags = column(Entry.flags)
    marked = (flags != "[]") & hard(flags)  # nearly all are '[]'
    return or_(column(Entry.safety_status) == "suspected", marked)


def was_clear() -> ColumnElement[bool]:
    """Whether any state of the entry was ever free to leave. Asked of the few in review alone."""
    body = column(Revision.body)
    return ever(not_(or_(body.contains(SUSPECTED, autoescape=True), hard(body))))


def hard(text: Any) -> ColumnElement[bool]:
    """Whether a JSON text has an open mark of somebody's identity."""
    found: ColumnElement[bool] = func.replace(text, SOFT, "").contains(PATIENT_IDENTITY, autoescape=True)
    return found


def existed_at(seq: int) -> ColumnElement[bool]:
    """Whether the entry was there at that place of the sequence, so that a consumer may hold it."""
    return ever(column(Revision.seq) <= seq)
