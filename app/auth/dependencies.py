"""The guard at each route: `Annotated[Actor, requires(Permission.ENTRY_READ)]`.

Every route carries either this or `PUBLIC`; a test fails on one that carries neither.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from fastapi import Depends, Request, Response

from app.auth import commands, queries
from app.auth.actor import Actor
from app.auth.permissions import Permission
from app.auth.queries import Found
from app.auth.secrets import COOKIE, TOKEN_PREFIX
from app.config import Settings
from app.kit.db import Database
from app.kit.dependencies import Config, Db
from app.kit.problems import NotAllowed, NotAuthenticated

# Spelled out at routes that anyone may call, so that leaving the guard off is never an accident.
PUBLIC: dict[str, Any] = {"x-permission": "public"}


def signed_in(request: Request, response: Response, db: Db, settings: Config) -> Found:
    """Whoever sends a live session cookie or API token. Raises NotAuthenticated."""
    bearer = request.headers.get("authorization", "")
    return by_token(db, bearer) if bearer else by_cookie(request, response, db, settings)


SignedIn = Annotated[Found, Depends(signed_in)]


def requires(permission: Permission) -> Any:
    """A dependency that gives the actor, or raises NotAuthenticated or NotAllowed."""

    async def guard(found: SignedIn) -> Actor:
        if not found.actor.may(permission):
            raise NotAllowed(f"Your role does not include '{permission}'. Ask an administrator if it should.")
        return found.actor

    guard.permission = permission  # type: ignore[attr-defined]  # read by the test that walks every route
    return Depends(guard)


def by_token(db: Database, bearer: str) -> Found:
    """A pipeline. Raises NotAuthenticated."""
    scheme, _, secret = bearer.partition(" ")
    found = None
    if scheme.lower() == "bearer" and secret.startswith(TOKEN_PREFIX):
        with db.read() as session:
            found = queries.actor_by_token(session, secret)
    if found is None:
        raise NotAuthenticated(
            "This API token is unknown, revoked or expired. Make a new one and send it again."
        )
    return found


def by_cookie(request: Request, response: Response, db: Database, settings: Settings) -> Found:
    """A browser; its session's end moves while it is used. Raises NotAuthenticated."""
    secret = request.cookies.get(COOKIE, "")
    found = None
    if secret:
        with db.read() as session:
            found = queries.actor_by_session(session, secret)
    if found is None:
        raise NotAuthenticated("Sign in to go on. What waits on this device is safe.")
    if found.is_due_to_slide and found.session_id:
        ends = commands.slide(db, settings, found.session_id, found.actor.roles)
        send_cookie(response, secret, ends)
        return replace(found, expires_at=ends)
    return found


def send_cookie(response: Response, secret: str, ends: datetime) -> None:
    """`__Host-`: this host only, whole path, and only where the browser trusts the transport (https or localhost)."""
    response.set_cookie(COOKIE, secret, expires=ends, path="/", secure=True, httponly=True, samesite="strict")


def send_short_cookie(
    response: Response, name: str, secret: str, lifetime: timedelta, samesite: Literal["lax", "strict"]
) -> None:
    """What a browser keeps on the way through a sign-in. Empty takes it away."""
    response.set_cookie(
        name,
        secret,
        max_age=int(lifetime.total_seconds()) if secret else 0,
        path="/",
        secure=True,
        httponly=True,
        samesite=samesite,
    )


def address_of(request: Request) -> str:
    """Whose tries are counted together."""
    return request.client.host if request.client else ""
