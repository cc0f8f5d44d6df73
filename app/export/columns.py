"""Lines with only some of their columns."""

import json
from collections.abc import Iterable, Iterator, Set

from app.kit.json_text import compact


def picked(pages: Iterable[list[bytes]], columns: Set[str]) -> Iterator[list[bytes]]:
    """The same lines with these columns, in the order in which they stood."""
    for page in pages:
        yield [
            compact({name: value for name, value in json.loads(text).items() if name in columns}).encode()
            for text in page
        ]
