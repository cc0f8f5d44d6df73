"""JSON put together from pieces that are JSON already."""

from collections.abc import Iterable


def spliced(body: str, members: str) -> str:
    """The JSON object `body` (not empty) with more members at its end."""
    return f"{body[:-1]},{members}}}"


def array(items: Iterable[str]) -> str:
    """A JSON array of finished items."""
    return f"[{','.join(items)}]"
