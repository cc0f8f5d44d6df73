"""The people of the benchmarks, and their sessions and tokens, made by the product's own commands."""

from app.accounts.commands import create_person
from app.accounts.queries import person_by_email, person_card
from app.auth.commands import create_token, open_session
from app.auth.queries import actor_of
from app.auth.secrets import COOKIE
from app.config import Settings
from app.kit.db import Database
from bench.data import authors

LEAD, ANALYST = "lead@bench.example", "analyst@bench.example"


def make(db: Database) -> list[str]:
    """All authors, a lead and an analyst. Returns the ids of the authors, in their order."""
    with db.write() as session:
        for email, role in ((LEAD, "lead"), (ANALYST, "analyst")):
            create_person(
                session, email=email, name=role.title(), roles=[role], regions=None, password_hash=None
            )
        return [
            create_person(
                session,
                email=email_of(author.number),
                name=f"Author {author.number}",
                roles=["msl"],
                regions=[author.region],
                password_hash=None,
            )
            for author in authors()
        ]


def email_of(number: int) -> str:
    """The address of the author with this number."""
    return f"msl{number}@bench.example"


def cookies(db: Database, settings: Settings, emails: list[str]) -> list[tuple[str, str]]:
    """For each address the id of the person and the cookie of a new session."""
    found = []
    with db.write() as session:
        for email in emails:
            person = person_by_email(session, email)
            assert person is not None
            card = person_card(session, person.id)
            assert card is not None
            found.append((person.id, f"{COOKIE}={open_session(session, settings, card, None, None).secret}"))
    return found


def export_token(settings: Settings) -> str:
    """An API token of the analyst that may export."""
    db = Database(settings.database_url)
    try:
        with db.write() as session:
            person = person_by_email(session, ANALYST)
            assert person is not None
            card = person_card(session, person.id)
            assert card is not None
            _, secret = create_token(
                session, actor_of(card), name="bench", scopes=["export:read"], expires_in_days=1
            )
            return secret
    finally:
        db.close()
