"""Stored bodies as export rows, by joining strings: no entry is parsed or built on the way out."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import case, literal, or_

from app.entries.models import Entry
from app.export.pseudonyms import Pseudonyms
from app.export.schemas import EntryRow
from app.kit.tables import column

# Rules of this family mark a patient's identity; compact JSON has one spelling, so a search of the text is exact.
PATIENT_IDENTITY = '"rule":"patient_identity'
# In a JSON text an unescaped quote is never inside a string, so these can only be the two keys.
BEFORE_HCP, AFTER_HCP = ',"hcp_ref":', ',"hco_ref":'
ALWAYS = ("id", "rev", "seq", "deleted", "deleted_reason")
NOTHING = json.dumps(
    {name: None for name in EntryRow.model_fields if name not in ALWAYS}, separators=(",", ":")
)[1:]


def row_columns() -> tuple[Any, ...]:
    """What `row_text` needs, in its order."""
    return (
        column(Entry.seq),
        column(Entry.author_id),
        withheld(),
        column(Entry.id),
        column(Entry.rev),
        column(Entry.body),
    )


def withheld() -> Any:
    """Why an entry's content stays here, or null.

    The reason is part of the newest state. Each change of it is a revision with a new `seq`, so a consumer who already
    holds the content is told to drop it, and gets it again when the entry is cleared.
    """
    in_review = or_(
        column(Entry.safety_status) == "suspected",
        column(Entry.flags).contains(PATIENT_IDENTITY, autoescape=True),
    )
    return case(
        (column(Entry.deleted), literal("retracted")), (in_review, literal("under_review")), else_=None
    ).label("withheld")


def row_texts(rows: Iterable[Any], pseudonyms: Pseudonyms) -> list[str]:
    """Rows of `row_columns` as JSON texts, each with the same names."""
    author = pseudonyms.of
    return [
        live_row(body, seq, author(author_id)) if why is None else deleted_row(entry_id, rev, seq, why)
        for seq, author_id, why, entry_id, rev, body in rows
    ]


def live_row(body: str, seq: int, author: str) -> str:
    """A body without the reference to the HCP, with what the body does not hold."""
    kept, _, rest = body.partition(BEFORE_HCP)
    rest = rest[rest.index(AFTER_HCP) : -1]
    return f'{kept}{rest},"author":"{author}","seq":{seq},"deleted_reason":null}}'


def deleted_row(entry_id: str, rev: int, seq: int, why: str) -> str:
    """All that remains."""
    return f'{{"id":"{entry_id}","rev":{rev},"seq":{seq},"deleted":true,"deleted_reason":"{why}",{NOTHING}'
