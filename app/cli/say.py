"""What the command line says, and how it refuses."""

import sys

from app.kit.problems import Problem


class Refusal(Exception):  # noqa: N818 - not a fault of the program
    """Something the person at the terminal can put right. The message is the one line they see."""

    code = 2


def worded(problem: Problem, **given: list[str] | None) -> str:
    """A problem's sentence, after the word it is about: over HTTP that is a stranger's, here it is one's own."""
    for error in problem.errors:
        _, field, at, *_ = *error.pointer.split("/"), "", ""
        words = given.get(field) or []
        if at.isdigit() and int(at) < len(words):
            return f"{words[int(at)]}: {problem.detail}"
    return problem.detail


def say(line: str = "") -> None:
    """A line for the person."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def say_error(line: str) -> None:
    """A line about what went wrong."""
    sys.stderr.write(f"pathnote: {line}\n")
