"""What a power cut leaves: all that was synced, and of what was not any part, in any order, torn at any sector."""

import random
from typing import Any

SECTOR = 512
Files = dict[str, bytearray]


class Platter:
    """The disk at one moment of a trace: what is on it for sure, and what may be."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.sure: Files = {name: bytearray(content) for name, content in files.items()}
        self.maybe: list[tuple[int, tuple[Any, ...]]] = []

    def go_on(self, at: int, event: tuple[Any, ...]) -> None:
        """One more thing that was done. A sync makes sure of all that was done to its file before it began."""
        if event[0] != "sync":
            self.maybe.append((at, event))
            return
        _, name, before = event
        still = []
        for at, one in self.maybe:
            if one[1] == name and at < before:
                apply(one, self.sure)
            else:
                still.append((at, one))
        self.maybe = still

    def cut(self, pick: random.Random) -> Files:
        """The files afterwards: nothing of the rest, all of it, a part of it, or torn pieces."""
        files = {name: bytearray(content) for name, content in self.sure.items()}
        share = pick.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        torn = pick.random() < 0.5
        for _, event in self.maybe:
            pieces = sectors(event) if torn and event[0] == "write" else [event]
            for piece in pieces:
                if pick.random() < share:
                    apply(piece, files)
        return files


def sectors(event: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    _, name, offset, data = event
    return [("write", name, offset + at, data[at : at + SECTOR]) for at in range(0, len(data), SECTOR)]


def apply(event: tuple[Any, ...], files: Files) -> None:
    what, name, *rest = event
    if what == "delete":
        files.pop(name, None)
        return
    content = files.setdefault(name, bytearray())
    if what == "truncate":
        del content[rest[0] :]
        return
    offset, data = rest
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data
