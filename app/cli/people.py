"""`pathnote users`: the first admin, and others."""

from typing import Annotated

import typer

from app.accounts.commands import create_person
from app.auth.passwords import Passwords
from app.cli.opened import opened
from app.cli.say import Refusal, say
from app.config import Settings
from app.kit.problems import Problem

app = typer.Typer(no_args_is_help=True, help="People and what they may do.")
SHORTEST_PASSWORD = 12


@app.command("create-admin")
def create_admin(
    email: Annotated[str, typer.Option(prompt=True, help="The address to sign in with.")],
    name: Annotated[str, typer.Option(prompt=True, help="The name others see.")],
    password: Annotated[
        str,
        typer.Option(prompt=True, hide_input=True, confirmation_prompt=True, help="At least 12 characters."),
    ],
) -> None:
    """Add an administrator."""
    settings = Settings()
    if len(password) < SHORTEST_PASSWORD:
        raise Refusal(f"The password needs at least {SHORTEST_PASSWORD} characters.")
    try:
        with opened(settings) as db, db.write() as session:
            create_person(
                session,
                email=email,
                name=name,
                roles=["admin"],
                regions=None,
                password_hash=Passwords(settings.passwords).hash(password),
            )
    except Problem as problem:
        raise Refusal(problem.detail) from None
    say(f"{email} can sign in as an administrator.")
