"""JSON text: without spaces, and put together from pieces that are JSON already."""

import json
from collections.abc import Iterable

# `json.dumps` with arguments of its own makes an encoder for each call, which takes longer than encoding an entry.
compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def spliced(body: str, members: str) -> str:
    """The JSON object `body` (not empty) with more members at its end."""
    return f"{body[:-1]},{members}}}"


def array(items: Iterable[str]) -> str:
    """A JSON array of finished items."""
    return f"[{','.join(items)}]"
