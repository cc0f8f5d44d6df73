"""`pathnote audit`: proving that the trail is whole."""

from typing import Annotated

import typer

from app.audit.queries import broken_lines, head, holds
from app.cli.opened import opened
from app.cli.say import Refusal, say
from app.config import Settings

app = typer.Typer(no_args_is_help=True, help="The trail of who did what.")


@app.callback()
def trail() -> None:
    """The trail of who did what."""


@app.command("head")
def last_line() -> None:
    """Number and hash of the last line, to keep where nobody who runs this server can change it."""
    with opened(Settings()) as db, db.read() as session:
        last = head(session)
    say("The trail is empty." if last is None else f"{last[0]}:{last[1]}")


@app.command("verify")
def verify(
    kept: Annotated[
        str, typer.Option("--head", help="What `pathnote audit head` said before: finds a cut end, too.")
    ] = "",
) -> None:
    """Check each line's hash against the line before; name the first that does not follow."""
    number, _, digest = kept.partition(":")
    if kept and not (number.isdecimal() and digest):
        raise Refusal("Give --head as `pathnote audit head` said it: a number, a colon and a hash.")
    with opened(Settings()) as db, db.read() as session:
        broken = next(broken_lines(session), None)
        is_there = not kept or holds(session, int(number), digest)
    if broken is not None:
        raise Refusal(f"The trail is broken at line {broken}: it, or what stood before it, was changed.")
    if not is_there:
        raise Refusal(f"Line {number} is not the one that was there: the trail was cut or written anew.")
    say("The trail is whole.")
