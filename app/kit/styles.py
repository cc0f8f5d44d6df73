"""Style sheets as they are served: without comments, and those that are needed together as one."""

import re
from collections.abc import Mapping

# A string is taken as it is; all else that counts here is white space and comments, and what stands on either side.
_PART = re.compile(rb"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?:\s|/\*.*?\*/)+""", re.DOTALL)


def serve(
    sheets: Mapping[str, bytes], groups: Mapping[str, list[str]]
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Every sheet by its address. `groups` has those that follow one, in their order, and go with it; the second
    part of the answer has them by themselves, for whoever needs one of them alone."""
    joined = {path for others in groups.values() for path in others}
    files = {
        path: b"".join(compact(sheets[one]) for one in [path, *groups.get(path, [])])
        for path in sheets.keys() - joined
    }
    return files, {path: compact(sheets[path]) for path in joined}


def compact(sheet: bytes) -> bytes:
    """The same rules without comments; white space that can be part of a rule stays."""
    return _PART.sub(_shorter, sheet).lstrip()


def _shorter(found: re.Match[bytes]) -> bytes:
    string: bytes | None = found[1]
    if string is not None:
        return string
    before = found.string[found.start() - 1 : found.start()]
    after = found.string[found.end() : found.end() + 1]
    if before in b"{};," or after in b"{}":
        return b""
    return b"\n" if b"\n" in found[0] else b" "
