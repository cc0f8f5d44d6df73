"""Passkeys over HTTP: signing in with one, and what somebody has of them."""

from typing import Annotated, Any

from fastapi import APIRouter, Request, Response

from app.auth import passkey_challenges, passkey_sign_in, passkeys
from app.auth.actor import Actor
from app.auth.browsers import browser_of
from app.auth.dependencies import PUBLIC, SignedIn, address_of, requires, send_cookie, send_short_cookie
from app.auth.passkey_checks import ALGORITHMS
from app.auth.passkey_party import Party, party_of
from app.auth.passkey_schemas import (
    PasskeyBegin,
    PasskeyIn,
    PasskeyOptions,
    PasskeyOut,
    PasskeyRename,
    PasskeySignIn,
    PasskeysOut,
)
from app.auth.permissions import Permission
from app.auth.routes import shown
from app.auth.schemas import SessionOut
from app.auth.secrets import COOKIE
from app.auth.throttle import refuse_if_guessing
from app.config import Settings
from app.kit import base64url
from app.kit.dependencies import Config, Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import Conflict, Invalid, NotAllowed, NotAuthenticated, NotFound, TooManyRequests
from app.kit.strict_route import StrictRoute
from app.kit.wire import Uuid

router = APIRouter(tags=["sign-in"], route_class=StrictRoute)
Owner = Annotated[Actor, requires(Permission.SESSION_OWN)]
Admin = Annotated[Actor, requires(Permission.SESSION_MANAGE)]
MILLISECONDS = int(passkey_challenges.LIFETIME.total_seconds() * 1_000)


@router.post(
    "/session/passkey/options",
    response_model=PasskeyOptions,
    responses=declared(NotFound, TooManyRequests),
    openapi_extra=PUBLIC,
)
def ask(request: Request, response: Response, db: Db, settings: Config) -> dict[str, Any]:
    """What any passkey of this place has to sign. Sets a cookie without which the answer is not taken."""
    party, address = here(request, settings), address_of(request)
    with db.write() as session:
        refuse_if_guessing(session, settings.passwords, "", address)
        secret = passkey_challenges.begin(session, passkey_sign_in.SIGN_IN, address)
    keep(response, secret)
    return {
        "options": {
            "challenge": base64url.encode(passkey_challenges.challenge(secret)),
            "rpId": party.id,
            "userVerification": "required",
            "allowCredentials": [],
            "timeout": MILLISECONDS,
        }
    }


@router.post(
    "/session/passkey",
    response_model=SessionOut,
    responses=declared(NotAuthenticated, NotFound, TooManyRequests),
    openapi_extra=PUBLIC,
)
def sign_in(
    given: PasskeySignIn,
    request: Request,
    response: Response,
    db: Db,
    settings: Config,
    request_id: RequestId,
) -> dict[str, Any]:
    """Sign in; the answer sets the session cookie."""
    opened = passkey_sign_in.sign_in(
        db,
        settings,
        here(request, settings),
        given.credential,
        secret=request.cookies.get(passkey_challenges.COOKIE, ""),
        address=address_of(request),
        device_key=given.device_key,
        browser=browser_of(request.headers.get("user-agent", "")),
        before=request.cookies.get(COOKIE),
        request_id=request_id,
    )
    keep(response, "")
    send_cookie(response, opened.secret, opened.expires_at)
    return shown(db, settings, opened.person, opened.expires_at, opened.session_id)


@router.get("/passkeys", response_model=PasskeysOut)
def read_passkeys(
    actor: Owner, found: SignedIn, request: Request, db: Db, settings: Config
) -> dict[str, Any]:
    """Your passkeys."""
    possible = party_of(settings, str(request.base_url)) is not None
    with db.read() as session:
        return {
            "items": [one.model_dump() for one in passkeys.listed(session, actor.id)],
            "can_add": possible and passkeys.can_add(session, settings, actor.id),
            "needs_password": not passkeys.is_fresh(session, settings, found.session_id),
        }


@router.post(
    "/passkeys/options",
    response_model=PasskeyOptions,
    responses=declared(NotFound, NotAllowed, Conflict, Invalid, TooManyRequests),
)
def begin_adding(
    given: PasskeyBegin,
    actor: Owner,
    found: SignedIn,
    request: Request,
    response: Response,
    db: Db,
    settings: Config,
) -> dict[str, Any]:
    """What your device has to make a passkey for. Asks for your password when you signed in a while ago."""
    party = here(request, settings)
    secret, theirs = passkeys.begin(
        db,
        settings,
        request.app.state.passwords,
        actor,
        found.session_id,
        password=given.password,
        address=address_of(request),
    )
    keep(response, secret)
    return {"options": creation(party, actor, secret, theirs)}


def creation(party: Party, actor: Actor, secret: str, theirs: list[str]) -> dict[str, Any]:
    """A passkey that the device finds by itself, verifies the person for, and has not made before."""
    return {
        "challenge": base64url.encode(passkey_challenges.challenge(secret)),
        "rp": {"id": party.id, "name": "Pathnote"},
        "user": {
            "id": base64url.encode(passkey_sign_in.user_handle(actor.id)),
            "name": actor.email,
            "displayName": actor.name,
        },
        "pubKeyCredParams": [{"type": "public-key", "alg": one} for one in ALGORITHMS],
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "required",
        },
        "excludeCredentials": [{"type": "public-key", "id": one} for one in theirs],
        "attestation": "none",
        "timeout": MILLISECONDS,
    }


@router.post("/passkeys", status_code=201, response_model=PasskeyOut, responses=declared(NotFound, Invalid))
def add(
    given: PasskeyIn,
    actor: Owner,
    request: Request,
    response: Response,
    db: Db,
    settings: Config,
    request_id: RequestId,
) -> dict[str, Any]:
    """Add the passkey that was made. You can sign in with it from now on."""
    made = passkeys.add(
        db,
        here(request, settings),
        actor,
        secret=request.cookies.get(passkey_challenges.COOKIE, ""),
        given=given.credential,
        name=given.name,
        request_id=request_id,
    )
    keep(response, "")
    return made.model_dump()


@router.patch("/passkeys/{passkey_id}", status_code=204, responses=declared(NotFound))
def rename(passkey_id: Uuid, given: PasskeyRename, actor: Owner, db: Db, request_id: RequestId) -> None:
    """Give it another name."""
    with db.write() as session:
        passkeys.rename(session, actor, passkey_id, given.name, request_id)


@router.delete("/passkeys/{passkey_id}", status_code=204, responses=declared(NotFound, Conflict))
def remove(passkey_id: Uuid, actor: Owner, db: Db, settings: Config, request_id: RequestId) -> None:
    """Remove it: it opens nothing from now on. Sessions that it opened stay; end those under /sessions."""
    with db.write() as session:
        passkeys.remove(session, settings, actor, passkey_id, request_id)


@router.delete("/people/{person_id}/passkeys", status_code=204)
def remove_theirs(person_id: Uuid, actor: Admin, db: Db, request_id: RequestId) -> None:
    """Remove all of somebody's: a phone was lost, or somebody else may have added one."""
    with db.write() as session:
        passkeys.remove_all(session, person_id, actor.id, request_id)


def here(request: Request, settings: Settings) -> Party:
    """For which host. Raises NotFound where there are no passkeys."""
    party = party_of(settings, str(request.base_url))
    if party is None:
        raise NotFound("There are no passkeys at this address. Sign in with e-mail and password.")
    return party


def keep(response: Response, secret: str) -> None:
    """Empty takes it away."""
    send_short_cookie(response, passkey_challenges.COOKIE, secret, passkey_challenges.LIFETIME, "strict")
