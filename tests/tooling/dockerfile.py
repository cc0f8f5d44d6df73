"""Reads the Dockerfile the way Docker does: comments out, continued lines joined, one list for each stage."""

import re
from pathlib import Path

PROJECT = Path(__file__).parents[2]
TEXT = (PROJECT / "Dockerfile").read_text()

Instruction = tuple[str, str]


def stages() -> list[list[Instruction]]:
    """The instructions of each stage; what stands before the first FROM is left out."""
    text = re.sub(r"^#.*\n", "", TEXT, flags=re.MULTILINE)
    found: list[list[Instruction]] = []
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        if not line.strip():
            continue
        keyword, _, rest = line.partition(" ")
        if keyword == "FROM":
            found.append([])
        if found:
            found[-1].append((keyword, rest))
    return found


def values(stage: list[Instruction], keyword: str) -> list[str]:
    return [rest for name, rest in stage if name == keyword]
