"""`pathnote users`: the first admin, and others."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from app.accounts.commands import change_scope, create_person
from app.accounts.queries import person_by_email
from app.admin.people import refuse_unknown
from app.auth import suspending
from app.auth.passwords import Passwords
from app.auth.permissions import ROLES
from app.cli.opened import opened
from app.cli.say import Refusal, say, worded
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


@app.command("set")
def set_scope(
    email: Annotated[str, typer.Argument(help="Whose roles and regions change.")],
    role: Annotated[list[str], typer.Option(help=f"One of {', '.join(ROLES)}; may be given more than once.")],
    region: Annotated[
        list[str] | None,
        typer.Option(help="A region with all below it; more than once for several. None: all."),
    ] = None,
) -> None:
    """Change what a person may do and where, from their next request on."""
    try:
        with opened(Settings()) as db, db.write() as session:
            refuse_unknown(session, role, region)
            change_scope(session, email, roles=role, regions=region)
    except Problem as problem:
        raise Refusal(worded(problem, roles=role, regions=region)) from None
    say(f"{email} is now {', '.join(role)}, in {', '.join(region) if region else 'all regions'}.")


@app.command("suspend")
def suspend(email: Annotated[str, typer.Argument(help="Who is to be kept out.")]) -> None:
    """Sign somebody out everywhere and let them in no more; nothing of theirs is lost."""
    with changing(email) as (session, person_id):
        suspending.suspend(session, person_id, None)
    say(f"{email} is suspended.")


@app.command("readmit")
def readmit(email: Annotated[str, typer.Argument(help="Who may come in again.")]) -> None:
    """Let somebody in again, with the roles and regions they had."""
    with changing(email) as (session, person_id):
        suspending.readmit(session, person_id, None)
    say(f"{email} may sign in again.")


@contextmanager
def changing(email: str) -> Iterator[tuple[Session, str]]:
    """A transaction on somebody's account, and its id. Raises Refusal."""
    try:
        with opened(Settings()) as db, db.write() as session:
            person = person_by_email(session, email)
            if person is None:
                raise Refusal(f"There is no account for {email}.")
            yield session, person.id
    except Problem as problem:
        raise Refusal(problem.detail) from None
