"""Lines with only some of their columns."""

import json
from collections.abc import Iterable, Iterator, Set

from app.kit.json_text import compact


def picked(pages: Iterable[list[bytes]], columns: Set[str]) -> Iterator[list[bytes]]:
    """The same lines with these columns, in the order in which they stood."""
    for page in pages:
        yield [b"".join(with_columns(line, columns) for line in chunk.splitlines()) for chunk in page]


def with_columns(line: bytes, columns: Set[str]) -> bytes:
    """One line."""
    row = json.loads(line)
    return compact({name: value for name, value in row.items() if name in columns}).encode() + b"\n"
