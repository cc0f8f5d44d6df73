"""Stored bodies as export rows, by joining bytes: no entry is parsed, built or even decoded on the way out."""

import json
from typing import Any

from app.entries.fields import CONTENT
from app.export.dataset import Rows
from app.export.pseudonyms import Pseudonyms

# In a JSON text an unescaped quote is never inside a string, so these can only be the two keys.
BEFORE_HCP, AFTER_HCP = b',"hcp_ref":', b',"hco_ref":'
# The names of a body and what follows it, so that lines with and without content have one order.
BODY = ("id", "rev", "deleted", "received_at", *(name for name in CONTENT if name != "hcp_ref"))
NOTHING = dict.fromkeys((*BODY, "safety_reference", "copy_of", "author", "seq", "deleted_reason"))
# Why a row is no row at all: it was under review from its first word.
HELD = "held"
# What erasure puts in the place of a text that has to be (app/erasure/scrubbing.py, in a layer above this one).
ERASED, ERASED_TEXT = "erased", "[erased]"
WORDS = ("text", "so_what", "next_step", "safety_reason", "flags")


def row_texts(rows: Rows, pseudonyms: Pseudonyms) -> list[bytes]:
    """Rows of seq, author, why it is withheld, and body, as JSON in UTF-8, each with the same names."""
    made = []
    for seq, author_id, why, body in rows:
        if why is None:
            # The body without the reference to the HCP, with what the body does not hold.
            kept, _, rest = body.partition(BEFORE_HCP)
            rest = rest[rest.index(AFTER_HCP) : -1]
            author = pseudonyms[author_id]
            made.append(b'%b%b,"author":"%b","seq":%d,"deleted_reason":null}' % (kept, rest, author, seq))
        elif why == ERASED:
            made.append(erased_row(json.loads(body), seq, pseudonyms[author_id].decode()))
        elif why != HELD:
            made.append(deleted_row(json.loads(body), seq, why))
    return made


def erased_row(entry: dict[str, Any], seq: int, author: str) -> bytes:
    """What erasure leaves: that there was a visit, and what it was about; no word of it."""
    row = NOTHING | {name: entry[name] for name in BODY if name not in WORDS}
    row |= {"author": author, "seq": seq, "deleted": True, "deleted_reason": ERASED}
    return json.dumps(row, separators=(",", ":"), ensure_ascii=False).encode()


def deleted_row(entry: dict[str, Any], seq: int, why: str) -> bytes:
    """All that remains."""
    known = {"id": entry["id"], "rev": entry["rev"], "seq": seq, "deleted": True, "deleted_reason": why}
    return json.dumps(NOTHING | known, separators=(",", ":")).encode()
