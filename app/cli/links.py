"""`pathnote users link`: whose account a sign-on provider's word opens."""

from typing import Annotated

import typer

from app.accounts.commands import link_identity
from app.accounts.queries import person_by_email
from app.cli.opened import opened
from app.cli.say import Refusal, say
from app.config import Settings
from app.kit.problems import Problem


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
