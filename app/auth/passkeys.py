"""Somebody's passkeys: added by who has just proved to be them, listed, renamed, removed."""

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.queries import has_identity
from app.audit.actions import Action
from app.audit.commands import record
from app.auth import passkey_challenges, passkey_checks
from app.auth.actor import Actor
from app.auth.models import LoginSession, Passkey
from app.auth.own_password import refused
from app.auth.passkey_checks import NewKey, PasskeyRefused
from app.auth.passkey_party import Party
from app.auth.passkey_schemas import Attestation
from app.auth.passkey_sign_in import may_have
from app.auth.passwords import Passwords
from app.auth.throttle import note_failure, refuse_if_guessing
from app.config import Settings
from app.kit import base64url
from app.kit.clock import new_id, now
from app.kit.db import Database
from app.kit.problems import Conflict, Invalid, NotAllowed, NotFound
from app.kit.tables import column

REGISTRATION = "registration"
MOST = 20


def begin(
    db: Database,
    settings: Settings,
    passwords: Passwords,
    actor: Actor,
    session_id: str | None,
    *,
    password: str | None,
    address: str,
) -> tuple[str, list[str]]:
    """A secret for the cookie, and the ids of the passkeys that the person has.

    Raises NotAllowed, Conflict; Invalid when a password is asked for or is not the right one; TooManyRequests.
    """
    with db.read() as session:
        stored = password_of(session, actor.id)
        fresh = is_fresh(session, settings, session_id)
        theirs = [one.credential_id for one in listed(session, actor.id)]
        if not may_have(settings, stored):
            raise NotAllowed(
                "You sign in with your company account. Passkeys are for people with a password."
            )
        if len(theirs) >= MOST:
            raise Conflict(f"You have {MOST} passkeys. Remove one that you no longer use.")
        if not fresh:
            refuse_if_guessing(session, settings.passwords, actor.email, address)
    if not fresh:
        if password is None:
            raise refused("/password", "Type your password: it was a while ago that you signed in.")
        if not passwords.matches(stored, password):
            with db.write() as session:
                note_failure(session, settings.passwords, actor.email, address)
            raise refused("/password", "This is not your password.")
    with db.write() as session:
        return passkey_challenges.begin(session, REGISTRATION, address, actor.id), theirs


def password_of(session: Session, person_id: str) -> str | None:
    """Its hash, where they have one."""
    wanted = select(column(Person.password_hash)).where(column(Person.id) == person_id)
    found: str | None = session.execute(wanted).scalar_one_or_none()
    return found


def is_fresh(session: Session, settings: Settings, session_id: str | None) -> bool:
    """Whether the person signed in minutes ago. A device key that brought the session back does not count."""
    begun = session.execute(
        select(column(LoginSession.created_at)).where(column(LoginSession.id) == session_id)
    ).scalar_one_or_none()
    return begun is not None and now() - begun < settings.passkeys.fresh


def add(
    db: Database,
    party: Party,
    actor: Actor,
    *,
    secret: str,
    given: Attestation,
    name: str,
    request_id: str | None = None,
) -> Passkey:
    """Keep a passkey. Raises Invalid when what the authenticator sent does not hold; the trail has why."""
    passkey_checks.load()
    with db.write() as session:
        try:
            made = checked(session, party, actor, secret, given)
        except PasskeyRefused as objection:
            record(
                session,
                Action.PASSKEY_REFUSED,
                actor_id=actor.id,
                object_kind="person",
                object_id=actor.id,
                request_id=request_id,
                why=objection.why,
            )
        else:
            return kept(session, actor, made, name, request_id)
    raise Invalid("This device's answer does not hold, or came too late. Begin again.")


def checked(session: Session, party: Party, actor: Actor, secret: str, given: Attestation) -> NewKey:
    """Raises PasskeyRefused."""
    if not passkey_challenges.use_up(session, secret, REGISTRATION, actor.id):
        raise PasskeyRefused("challenge")
    made = passkey_checks.registered(given, passkey_challenges.challenge(secret), party)
    known = select(column(Passkey.id)).where(
        column(Passkey.credential_id) == base64url.encode(made.credential_id)
    )
    if session.execute(known).first() is not None:
        raise PasskeyRefused("taken")
    return made


def kept(session: Session, actor: Actor, made: NewKey, name: str, request_id: str | None) -> Passkey:
    """The row, and its line in the trail."""
    passkey = Passkey(
        id=new_id(),
        person_id=actor.id,
        credential_id=base64url.encode(made.credential_id),
        public_key=base64url.encode(made.public_key),
        sign_count=made.sign_count,
        name=name,
        created_at=now(),
    )
    session.add(passkey)
    session.flush()
    note(session, Action.PASSKEY_ADDED, actor.id, passkey.id, request_id)
    return passkey


def listed(session: Session, person_id: str) -> list[Passkey]:
    """All of a person's, the newest first."""
    rows = select(Passkey).where(column(Passkey.person_id) == person_id)
    return list(session.execute(rows.order_by(column(Passkey.created_at).desc())).scalars())


def can_add(session: Session, settings: Settings, person_id: str) -> bool:
    """Whether this person may have another one."""
    count = select(func.count()).where(column(Passkey.person_id) == person_id)
    few = session.execute(count).scalar_one() < MOST
    return few and may_have(settings, password_of(session, person_id))


def rename(session: Session, actor: Actor, passkey_id: str, name: str, request_id: str | None) -> None:
    """Raises NotFound for anyone else's."""
    renamed = update(Passkey).where(column(Passkey.id) == passkey_id, column(Passkey.person_id) == actor.id)
    if session.execute(renamed.values(name=name).returning(column(Passkey.id))).first() is None:
        raise NotFound("There is no such passkey.")
    note(session, Action.PASSKEY_RENAMED, actor.id, passkey_id, request_id)


def remove(
    session: Session, settings: Settings, actor: Actor, passkey_id: str, request_id: str | None
) -> None:
    """It opens nothing from now on. Raises NotFound for anyone else's, Conflict when nothing else would be left."""
    theirs = [one.id for one in listed(session, actor.id)]
    if passkey_id not in theirs:
        raise NotFound("There is no such passkey.")
    if len(theirs) == 1 and not has_another_way(session, settings, actor.id):
        raise Conflict("This passkey is your only way in. Ask your administrator for a password first.")
    remove_all(session, actor.id, actor.id, request_id, only=passkey_id)


def has_another_way(session: Session, settings: Settings, person_id: str) -> bool:
    """A password, or the company's sign-on."""
    if password_of(session, person_id) is not None:
        return True
    return settings.oidc.is_on and has_identity(session, person_id)


def remove_all(
    session: Session, person_id: str, actor_id: str, request_id: str | None = None, *, only: str | None = None
) -> None:
    """A person's passkeys, or one of them."""
    gone = delete(Passkey).where(column(Passkey.person_id) == person_id)
    if only is not None:
        gone = gone.where(column(Passkey.id) == only)
    for passkey_id in list(session.execute(gone.returning(column(Passkey.id))).scalars()):
        note(session, Action.PASSKEY_REMOVED, actor_id, passkey_id, request_id)


def note(session: Session, action: Action, actor_id: str, passkey_id: str, request_id: str | None) -> None:
    """A line in the trail."""
    record(
        session,
        action,
        actor_id=actor_id,
        object_kind="passkey",
        object_id=passkey_id,
        request_id=request_id,
    )
