"""Signing in with a passkey: the same session as a password opens, for whoever holds the key and was verified by it."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.queries import person_card
from app.audit.actions import Action
from app.audit.commands import record
from app.auth import passkey_challenges, passkey_checks
from app.auth.commands import open_session
from app.auth.models import Passkey
from app.auth.opened import Opened
from app.auth.passkey_checks import PasskeyRefused
from app.auth.passkey_party import Party
from app.auth.passkey_schemas import Assertion
from app.auth.throttle import note_failure, refuse_if_guessing
from app.config import Settings
from app.kit import base64url
from app.kit.clock import now
from app.kit.db import Database
from app.kit.problems import NotAuthenticated
from app.kit.tables import column

SIGN_IN = "sign_in"


def sign_in(
    db: Database,
    settings: Settings,
    party: Party,
    given: Assertion,
    *,
    secret: str,
    address: str,
    device_key: str | None = None,
    browser: str | None = None,
    before: str | None = None,
    request_id: str | None = None,
) -> Opened:
    """Raises NotAuthenticated, in the same words whatever the reason; the trail has it. TooManyRequests."""
    # Counted apart from passwords, so that nobody can lock somebody else's out with it; the address counts for both.
    account = f"passkey {given.id}"
    with db.read() as session:
        refuse_if_guessing(session, settings.passwords, account, address)
    passkey_checks.load()
    with db.write() as session:
        passkey = by_credential(session, given.id)
        try:
            proved(session, settings, party, given, secret, passkey)
        except PasskeyRefused as refused:
            note_failure(session, settings.passwords, account, address)
            record(
                session,
                Action.SESSION_REFUSED,
                actor_id=None if passkey is None else passkey.person_id,
                object_kind="session",
                request_id=request_id,
                by="passkey",
                why=refused.why,
            )
        else:
            assert passkey is not None
            person = person_card(session, passkey.person_id)
            assert person is not None
            return open_session(
                session,
                settings,
                person,
                device_key,
                request_id,
                by="passkey",
                browser=browser,
                before=before,
            )
    # Raised outside the transaction: the used-up challenge has to stay used up.
    raise NotAuthenticated("This passkey opens no account here. Sign in with e-mail and password.")


def by_credential(session: Session, credential_id: str) -> Passkey | None:
    """The passkey of this id. Nobody else reads its counter until we are done."""
    wanted = select(Passkey).where(column(Passkey.credential_id) == credential_id).with_for_update()
    return session.execute(wanted).scalar_one_or_none()


def proved(
    session: Session,
    settings: Settings,
    party: Party,
    given: Assertion,
    secret: str,
    passkey: Passkey | None,
) -> None:
    """Check all of it, and move the counter on. Raises PasskeyRefused."""
    if not passkey_challenges.use_up(session, secret, SIGN_IN):
        raise PasskeyRefused("challenge")
    if passkey is None:
        raise PasskeyRefused("unknown")
    count = passkey_checks.signed(
        given,
        passkey_challenges.challenge(secret),
        party,
        passkey_checks.raw(passkey.public_key),
        passkey.sign_count,
    )
    if given.user_handle != base64url.encode(user_handle(passkey.person_id)):
        raise PasskeyRefused("handle")
    person = session.get(Person, passkey.person_id)
    if person is None or not person.active:
        raise PasskeyRefused("inactive")
    if not may_have(settings, person.password_hash):
        raise PasskeyRefused("company")
    passkey.sign_count, passkey.last_used_at = count, now()
    session.flush()


def user_handle(person_id: str) -> bytes:
    """What an authenticator knows a person by: it says nothing about them."""
    return UUID(person_id).bytes


def may_have(settings: Settings, password_hash: str | None) -> bool:
    """Who has no password here signs in by the company's provider alone, which says each time whether they still may.
    A passkey would go round it."""
    return password_hash is not None or settings.passkeys.with_sign_on
