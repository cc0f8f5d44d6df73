"""Stored bodies as export rows, by joining bytes: no entry is parsed, built or even decoded on the way out."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import case, func, literal, or_

from app.entries.models import Entry
from app.export.pseudonyms import Pseudonyms
from app.export.schemas import EntryRow
from app.kit.sql import utf8
from app.kit.tables import column

# Rules of this family mark a patient's identity; compact JSON has one spelling, so a search of the text is exact. A
# mark that its author looked at begins with `kept` (app/entries/flags.py); a soft one only points something out.
PATIENT_IDENTITY = '{"rule":"patient_identity'
SOFT = PATIENT_IDENTITY + "_soft"
# In a JSON text an unescaped quote is never inside a string, so these can only be the two keys.
BEFORE_HCP, AFTER_HCP = b',"hcp_ref":', b',"hco_ref":'
ALWAYS = ("id", "rev", "seq", "deleted", "deleted_reason")
NOTHING = {name: None for name in EntryRow.model_fields if name not in ALWAYS}


def row_columns() -> tuple[Any, ...]:
    """What `row_texts` needs, in its order."""
    return (column(Entry.seq), column(Entry.author_id), withheld(), utf8(column(Entry.body)))


def withheld() -> Any:
    """Why an entry's content stays here, or null.

    The reason is part of the newest state. Each change of it is a revision with a new `seq`, so a consumer who already
    holds the content is told to drop it, and gets it again when the entry is cleared.
    """
    flags = column(Entry.flags)
    hard = func.replace(flags, SOFT, "").contains(PATIENT_IDENTITY, autoescape=True)
    marked = (flags != "[]") & hard  # nearly all are '[]'
    in_review = or_(column(Entry.safety_status) == "suspected", marked)
    return case(
        (column(Entry.deleted), literal("retracted")), (in_review, literal("under_review")), else_=None
    ).label("withheld")


def row_texts(rows: Iterable[Any], pseudonyms: Pseudonyms) -> list[bytes]:
    """Rows of `row_columns` as JSON in UTF-8, each with the same names."""
    made = []
    for seq, author_id, why, body in rows:
        if why is None:
            # The body without the reference to the HCP, with what the body does not hold.
            kept, _, rest = body.partition(BEFORE_HCP)
            rest = rest[rest.index(AFTER_HCP) : -1]
            author = pseudonyms[author_id]
            made.append(b'%b%b,"author":"%b","seq":%d,"deleted_reason":null}' % (kept, rest, author, seq))
        else:
            made.append(deleted_row(json.loads(body), seq, why))
    return made


def deleted_row(entry: dict[str, Any], seq: int, why: str) -> bytes:
    """All that remains."""
    known = {"id": entry["id"], "rev": entry["rev"], "seq": seq, "deleted": True, "deleted_reason": why}
    return json.dumps(known | NOTHING, separators=(",", ":")).encode()
