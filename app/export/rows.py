"""Stored bodies as export rows, by joining bytes: no entry is parsed, built or even decoded on the way out."""

import json
from typing import Any

from app.entries.fields import CONTENT
from app.export.dataset import Rows
from app.export.pseudonyms import Pseudonyms
from app.kit.json_text import compact

# In a JSON text an unescaped quote is never inside a string, so these can only be the keys.
AFTER_REV, BEFORE_HCP, AFTER_HCP = b',"deleted":', b',"hcp_ref":', b',"hco_ref":'
# The names of a body and what follows it, so that lines with and without content have one order.
BODY = ("id", "rev", "deleted", "received_at", *(name for name in CONTENT if name != "hcp_ref"))
NOTHING = dict.fromkeys((*BODY, "safety_reference", "copy_of", "author", "seq", "deleted_reason"))
# What stands after id and rev where nothing else remains.
EMPTY = {name: None for name in NOTHING if name not in ("id", "rev", "deleted", "seq", "deleted_reason")}
DELETED = b',"deleted":true,%b,"seq":%%d,"deleted_reason":"%%b"}' % compact(EMPTY)[1:-1].encode()
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
            tail = b',"author":"%b","seq":%d,"deleted_reason":null}' % (pseudonyms[author_id], seq)
            made.append(without_hcp(body) + tail)
        elif why == ERASED:
            made.append(erased_row(json.loads(body), seq, pseudonyms[author_id].decode()))
        elif why != HELD:
            made.append(b"%b%b" % (body[: body.index(AFTER_REV)], DELETED % (seq, why.encode())))
    return made


def without_hcp(body: bytes) -> bytes:
    """A body without the reference to the HCP, not closed yet. It is last, or further up from earlier versions."""
    hcp = body.index(BEFORE_HCP)
    after = body.find(AFTER_HCP, hcp)
    return body[:hcp] if after < 0 else body[:hcp] + body[after:-1]


def erased_row(entry: dict[str, Any], seq: int, author: str) -> bytes:
    """What erasure leaves: that there was a visit, and what it was about; no word of it."""
    row = NOTHING | {name: entry[name] for name in BODY if name not in WORDS}
    row |= {"author": author, "seq": seq, "deleted": True, "deleted_reason": ERASED}
    return compact(row).encode()
