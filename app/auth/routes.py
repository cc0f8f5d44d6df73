"""Signing in and out, and API tokens, over HTTP."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response

from app.accounts.queries import PersonCard
from app.auth import commands, queries, renewal
from app.auth.actor import Actor
from app.auth.browsers import browser_of
from app.auth.dependencies import PUBLIC, SignedIn, address_of, requires, send_cookie
from app.auth.permissions import Permission
from app.auth.schemas import (
    ChallengeIn,
    ChallengeOut,
    NewTokenOut,
    RenewalIn,
    SessionOut,
    SignIn,
    TokenIn,
    TokenOut,
    TokensOut,
)
from app.auth.secrets import COOKIE
from app.changes.queries import feed_state
from app.kit.dependencies import Config, Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import Invalid, NotAuthenticated, NotFound, TooManyRequests
from app.kit.strict_route import StrictRoute
from app.kit.wire import Uuid

router = APIRouter(tags=["sign-in"], route_class=StrictRoute)
TokenHolder = Annotated[Actor, requires(Permission.TOKEN_MANAGE)]


@router.post(
    "/session",
    response_model=SessionOut,
    responses=declared(NotAuthenticated, TooManyRequests),
    openapi_extra=PUBLIC,
)
def sign_in(
    given: SignIn, request: Request, response: Response, db: Db, settings: Config, request_id: RequestId
) -> dict[str, Any]:
    """Sign in; the answer sets the session cookie."""
    opened = commands.sign_in(
        db,
        settings,
        request.app.state.passwords,
        email=given.email,
        password=given.password,
        address=address_of(request),
        device_key=given.device_key,
        browser=browser_of(request.headers.get("user-agent", "")),
        before=request.cookies.get(COOKIE),
        request_id=request_id,
    )
    send_cookie(response, opened.secret, opened.expires_at)
    return shown(db, settings, opened.person, opened.expires_at, opened.session_id)


@router.post("/session/challenge", response_model=ChallengeOut, openapi_extra=PUBLIC)
def challenge(given: ChallengeIn, db: Db) -> dict[str, str]:
    """What this installation's device key has to sign to bring its session back."""
    with db.write() as session:
        return {"challenge": renewal.challenge(session, given.session_id)}


@router.post(
    "/session/renewal",
    response_model=SessionOut,
    responses=declared(NotAuthenticated),
    openapi_extra=PUBLIC,
)
def renew(
    given: RenewalIn, response: Response, db: Db, settings: Config, request_id: RequestId
) -> dict[str, Any]:
    """The same session under a new cookie, for the installation that opened it."""
    with db.write() as session:
        opened = renewal.renew(session, settings, given.session_id, given.signature, request_id)
    if opened is None:
        # Raised outside the transaction: the used-up challenge has to stay used up.
        with db.read() as session:
            epoch = feed_state(session).epoch
        raise renewal.refused(epoch)
    send_cookie(response, opened.secret, opened.expires_at)
    return shown(db, settings, opened.person, opened.expires_at, opened.session_id)


@router.get("/session", response_model=SessionOut, responses=declared(NotAuthenticated))
def read_session(found: SignedIn, db: Db, settings: Config) -> dict[str, Any]:
    """Who is signed in."""
    return shown(db, settings, found.actor, found.expires_at, found.session_id)


@router.delete("/session", status_code=204, openapi_extra=PUBLIC)
def sign_out(request: Request, response: Response, db: Db, request_id: RequestId) -> None:
    """Sign out. No error when nobody was signed in. What waits on the device stays there."""
    if secret := request.cookies.get(COOKIE):
        with db.write() as session:
            commands.sign_out(session, secret, request_id)
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")


def shown(
    db: Db,
    settings: Config,
    person: PersonCard | Actor,
    expires_at: datetime | None,
    session_id: str | None,
) -> dict[str, Any]:
    """A session in wire form."""
    with db.read() as session:
        feed = feed_state(session)
    return {
        "session_id": session_id,
        "person": {
            "id": person.id,
            "email": person.email,
            "name": person.name,
            "roles": list(person.roles),
            "regions": None if person.regions is None else list(person.regions),
        },
        "expires_at": expires_at,
        "server_id": feed.server_id,
        "epoch": feed.epoch,
        "scope_version": person.scope_version,
        "safety": settings.safety.model_dump(mode="json"),
    }


@router.post(
    "/tokens", status_code=201, response_model=NewTokenOut, responses=declared(Invalid), tags=["tokens"]
)
def create_token(given: TokenIn, actor: TokenHolder, db: Db, request_id: RequestId) -> dict[str, Any]:
    """Make a token. Its secret is in this answer and nowhere else."""
    with db.write() as session:
        token, secret = commands.create_token(
            session,
            actor,
            name=given.name,
            scopes=given.scopes,
            expires_in_days=given.expires_in_days,
            request_id=request_id,
        )
        return {**token.model_dump(), "token": secret}


@router.get("/tokens", response_model=TokensOut, tags=["tokens"])
def list_tokens(actor: TokenHolder, db: Db) -> dict[str, Any]:
    """Your tokens that are alive, newest first."""
    with db.read() as session:
        return {
            "items": [TokenOut.model_validate(t.model_dump()) for t in queries.tokens_of(session, actor.id)]
        }


@router.delete("/tokens/{token_id}", status_code=204, responses=declared(NotFound), tags=["tokens"])
def revoke_token(token_id: Uuid, actor: TokenHolder, db: Db, request_id: RequestId) -> None:
    """End a token at once."""
    with db.write() as session:
        commands.revoke_token(session, actor, token_id, request_id)
