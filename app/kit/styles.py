"""Style sheets as they are served: without comments, and those that are needed together as one."""

import re
from collections.abc import Mapping

# A string is taken as it is; a comment goes, and so does the indentation of a line.
_PART = re.compile(rb"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|[ \t]*/\*.*?\*/|\s*\n\s*""", re.DOTALL)


def serve(sheets: Mapping[str, bytes], groups: Mapping[str, list[str]]) -> dict[str, bytes]:
    """Every sheet by its address. `groups` has those that follow one, in their order, and are served with it only."""
    joined = {path for others in groups.values() for path in others}
    return {
        path: b"".join(compact(sheets[one]) for one in [path, *groups.get(path, [])])
        for path in sheets
        if path not in joined
    }


def compact(sheet: bytes) -> bytes:
    """The same rules without comments; every line break stays one, since white space can be part of a rule."""
    return _PART.sub(_shorter, sheet).lstrip()


def _shorter(found: re.Match[bytes]) -> bytes:
    string: bytes | None = found[1]
    if string is not None:
        return string
    return b" " if b"/*" in found[0] else b"\n"
