"""`pathnote audit`: proving that the trail is whole."""

import typer

from app.audit.queries import broken_lines
from app.cli.opened import opened
from app.cli.say import Refusal, say
from app.config import Settings

app = typer.Typer(no_args_is_help=True, help="The trail of who did what.")


@app.callback()
def trail() -> None:
    """The trail of who did what."""


@app.command("verify")
def verify() -> None:
    """Check each line's hash against the line before; name the first that does not follow."""
    with opened(Settings()) as db, db.read() as session:
        broken = next(broken_lines(session), None)
    if broken is not None:
        raise Refusal(f"The trail is broken at line {broken}: it, or what stood before it, was changed.")
    say("The trail is whole.")
