"""Stored bodies as wire JSON, by joining strings: a list of a thousand entries builds no object."""

import json
from functools import lru_cache
from typing import Any, NamedTuple

from app.kit.json_text import spliced


class WireRow(NamedTuple):
    """What an entry's wire form is made of: a row of `wire_columns`, or one that was just stored."""

    id: str
    rev: int
    deleted: bool
    body: str
    seq: int
    author_id: str
    author_name: str
    unknown_fields: str


def with_author(body: str, seq: int, author_id: str, author_name: str) -> str:
    """An entry as its author and leads see it."""
    return spliced(body, f'"author":{author_text(author_id, author_name)},"seq":{seq}')


@lru_cache(1_000)
def author_text(author_id: str, author_name: str) -> str:
    """An author as JSON: the same for all that a phone sends, and again and again in a list."""
    return json.dumps({"id": author_id, "name": author_name}, ensure_ascii=False)


def entry_data(row: Any) -> str:
    """`row` needs body, seq, author_id, author_name, unknown_fields. Unknown fields go back as they came."""
    data = with_author(row.body, row.seq, row.author_id, row.author_name)
    return data if row.unknown_fields == "{}" else spliced(data, row.unknown_fields[1:-1])
