"""What the command line says, and how it refuses."""

import sys


class Refusal(Exception):  # noqa: N818 - not a fault of the program
    """Something the person at the terminal can put right. The message is the one line they see."""

    code = 2


def say(line: str = "") -> None:
    """A line for the person."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def say_error(line: str) -> None:
    """A line about what went wrong."""
    sys.stderr.write(f"pathnote: {line}\n")
