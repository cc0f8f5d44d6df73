"""Stored bodies as wire JSON, by joining strings: a list of a thousand entries builds no object."""

import json
from typing import Any

from app.kit.json_text import spliced


def with_author(body: str, seq: int, author_id: str, author_name: str) -> str:
    """An entry as its author and leads see it."""
    author = json.dumps({"id": author_id, "name": author_name}, ensure_ascii=False)
    return spliced(body, f'"author":{author},"seq":{seq}')


def entry_data(row: Any) -> str:
    """`row` needs body, seq, author_id, author_name, unknown_fields. Unknown fields go back as they came."""
    data = with_author(row.body, row.seq, row.author_id, row.author_name)
    return data if row.unknown_fields == "{}" else spliced(data, row.unknown_fields[1:-1])
