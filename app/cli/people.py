"""`pathnote users`: the first admin, and others."""

from typing import Annotated

import typer

from app.accounts.commands import change_scope, create_person
from app.auth.passwords import Passwords
from app.cli.opened import opened
from app.cli.say import Refusal, say
from app.config import Settings
from app.kit.problems import Problem
from app.vocabulary.queries import codes

app = typer.Typer(no_args_is_help=True, help="People and what they may do.")
SHORTEST_PASSWORD = 12
ROLES = ("msl", "lead", "analyst", "safety", "admin", "colleague", "commercial")


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
    wrong = [name for name in role if name not in ROLES]
    if wrong:
        raise Refusal(f"There is no role {wrong[0]}. Roles are {', '.join(ROLES)}.")
    try:
        with opened(Settings()) as db, db.write() as session:
            unknown = set(region or []) - codes(session).by_vocabulary["region"]
            if unknown:
                raise Refusal(f"There is no region {min(unknown)}.")
            change_scope(session, email, roles=role, regions=region)
    except Problem as problem:
        raise Refusal(problem.detail) from None
    say(f"{email} is now {', '.join(role)}, in {', '.join(region) if region else 'all regions'}.")
