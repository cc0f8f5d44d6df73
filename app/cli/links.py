"""`pathnote users invite`, `reset-link` and `link`: how people get in."""

from typing import Annotated

import typer

from app.accounts.commands import link_identity
from app.accounts.queries import person_by_email
from app.admin import people
from app.auth.handing import hand_over, whole_hours
from app.auth.permissions import ROLES
from app.cli.opened import opened
from app.cli.say import Refusal, say, worded
from app.config import Settings
from app.kit.problems import Problem


def invite(
    email: Annotated[str, typer.Argument(help="The address to sign in with.")],
    name: Annotated[str, typer.Option(help="The name others see.")],
    role: Annotated[list[str], typer.Option(help=f"One of {', '.join(ROLES)}; may be given more than once.")],
    region: Annotated[
        list[str] | None,
        typer.Option(help="A region with all below it; more than once for several. None: all."),
    ] = None,
) -> None:
    """Make an account and a link to set its password: sent by mail, or printed when no mail server is set up."""
    settings = Settings()
    try:
        with opened(settings) as db, db.write() as session:
            _, secret = people.invite(session, settings, email=email, name=name, roles=role, regions=region)
    except Problem as problem:
        raise Refusal(worded(problem, roles=role, regions=region)) from None
    give(settings, email, "invitation", secret)


def reset_link(email: Annotated[str, typer.Argument(help="Who needs a new password.")]) -> None:
    """Make a link to set a new password: sent by mail, or printed when no mail server is set up."""
    settings = Settings()
    try:
        with opened(settings) as db, db.write() as session:
            person = person_by_email(session, email)
            if person is None:
                raise Refusal(f"There is no account for {email}.")
            _, purpose, secret = people.new_link(session, settings, person.id)
    except Problem as problem:
        raise Refusal(problem.detail) from None
    give(settings, email, purpose, secret)


def give(settings: Settings, email: str, purpose: str, secret: str) -> None:
    """The link goes to the person, or to whoever sits here."""
    hours = whole_hours(settings.links.invitation if purpose == "invitation" else settings.links.reset)
    handed = hand_over(settings, email, purpose, secret)
    if handed.link is None:
        say(f"A link was sent to {email}. It works once, for {hours} hours.")
        return
    if handed.failed:
        say(f"The mail server did not take it ({handed.failed}).")
    say(f"Give this link to {email} and nobody else. It works once, for {hours} hours:")
    say(handed.link)


def link(
    email: Annotated[str, typer.Argument(help="Whose account it is.")],
    subject: Annotated[str, typer.Argument(help="What the provider calls them: the claim `sub`.")],
) -> None:
    """Let somebody who has an account sign in by the company's provider."""
    settings = Settings()
    if not settings.oidc.issuer:
        raise Refusal("There is no sign-on provider. Set PATHNOTE_OIDC__ISSUER and PATHNOTE_OIDC__CLIENT_ID.")
    try:
        with opened(settings) as db, db.write() as session:
            person = person_by_email(session, email)
            if person is None:
                raise Refusal(f"There is no account for {email}.")
            link_identity(session, person.id, settings.oidc.issuer, subject)
    except Problem as problem:
        raise Refusal(problem.detail) from None
    say(f"{email} can sign in by {settings.oidc.name}.")
