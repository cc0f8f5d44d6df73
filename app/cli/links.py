"""`pathnote users invite`, `reset-link` and `link`: how people get in."""

import smtplib
from typing import Annotated

import typer

from app.accounts.commands import create_person, link_identity
from app.accounts.queries import person_by_email
from app.auth import mail
from app.auth.links import address, make_link
from app.auth.password_routes import whole_hours
from app.auth.permissions import ROLES
from app.cli.opened import opened
from app.cli.say import Refusal, say
from app.config import Settings
from app.kit.problems import Problem
from app.vocabulary.queries import codes


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
    wrong = [one for one in role if one not in ROLES]
    if wrong:
        raise Refusal(f"There is no role {wrong[0]}. Roles are {', '.join(ROLES)}.")
    try:
        with opened(settings) as db, db.write() as session:
            unknown = set(region or []) - codes(session).by_vocabulary["region"]
            if unknown:
                raise Refusal(f"There is no region {min(unknown)}.")
            person_id = create_person(
                session, email=email, name=name, roles=role, regions=region, password_hash=None
            )
            secret = make_link(session, settings, person_id, "invitation")
    except Problem as problem:
        raise Refusal(problem.detail) from None
    hand_over(settings, email, "invitation", secret)


def reset_link(email: Annotated[str, typer.Argument(help="Who needs a new password.")]) -> None:
    """Make a link to set a new password: sent by mail, or printed when no mail server is set up."""
    settings = Settings()
    with opened(settings) as db, db.write() as session:
        person = person_by_email(session, email)
        if person is None:
            raise Refusal(f"There is no account for {email}.")
        secret = make_link(session, settings, person.id, "reset")
    hand_over(settings, email, "reset", secret)


def hand_over(settings: Settings, email: str, purpose: str, secret: str) -> None:
    """The link goes to the person. When mail fails, it goes to whoever sits here: the account is made already."""
    lives = settings.links.invitation if purpose == "invitation" else settings.links.reset
    hours, link = whole_hours(lives), address(settings, secret)
    if settings.smtp.host:
        try:
            mail.send_link(settings.smtp, email, purpose, link, hours)
        except (OSError, smtplib.SMTPException) as error:
            say(f"The mail server did not take it ({type(error).__name__}).")
        else:
            say(f"A link was sent to {email}. It works once, for {hours} hours.")
            return
    say(f"Give this link to {email} and nobody else. It works once, for {hours} hours:")
    say(link)


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
