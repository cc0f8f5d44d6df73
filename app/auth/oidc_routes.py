"""Single sign-on over HTTP: whether there is one, setting out, and coming back."""

import logging
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import RedirectResponse

from app.audit.actions import Action
from app.audit.commands import record
from app.auth import oidc_flow, oidc_people
from app.auth.browsers import browser_of
from app.auth.dependencies import PUBLIC, send_cookie, send_short_cookie
from app.auth.oidc_refusals import SignOnRefused
from app.auth.opened import Opened
from app.auth.passkey_party import party_of
from app.auth.schemas import SignOnBegin, SignOnBegun, SignOnOut
from app.config import Settings
from app.kit.db import Database
from app.kit.dependencies import Config, Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import NotFound, Unavailable
from app.kit.strict_route import StrictRoute

router = APIRouter(prefix="/session/oidc", tags=["sign-in"], route_class=StrictRoute)
log = logging.getLogger("app.auth")
BACK = "/api/v1/session/oidc/callback"
# Where the person is told what came of it, in their language.
SCREEN = "/sign-in"
Said = Annotated[str | None, Query(max_length=4_096)]


@router.get("", response_model=SignOnOut, openapi_extra=PUBLIC)
def read_sign_on(request: Request, settings: Config) -> dict[str, Any]:
    """Whether people here may sign in by their company's provider, what it is called, whether links are sent, and
    whether there are passkeys."""
    return {
        "configured": settings.oidc.is_on,
        "name": settings.oidc.name if settings.oidc.is_on else None,
        "sends_links": bool(settings.smtp.host),
        "passkeys": party_of(settings, str(request.base_url)) is not None,
    }


@router.post("", response_model=SignOnBegun, responses=declared(NotFound, Unavailable), openapi_extra=PUBLIC)
def begin(given: SignOnBegin, request: Request, response: Response, settings: Config) -> dict[str, str]:
    """Set out: the answer names the provider's page, and sets a cookie without which nobody comes back."""
    if not settings.oidc.is_on:
        raise NotFound("There is no single sign-on here. Sign in with e-mail and password.")
    provider = provider_of(request, settings)
    try:
        endpoint = provider.description().authorization
    except SignOnRefused as refused:
        log.warning("single sign-on: %s", refused.why)
        raise Unavailable("Your company's sign-on does not answer. Try again in a minute.") from None
    flow = oidc_flow.begun(given.next, given.device_key)
    keep(response, flow.cookie())
    return {
        "address": oidc_flow.address(
            endpoint,
            flow,
            client_id=provider.client_id,
            redirect_uri=back(request, settings),
            scopes=settings.oidc.scopes,
        )
    }


@router.get(
    "/callback",
    status_code=303,
    response_class=RedirectResponse,
    responses={
        303: {"description": "To the sign-in screen, which says what came of it."},
        **declared(NotFound),
    },
    openapi_extra=PUBLIC,
)
def come_back(
    request: Request,
    db: Db,
    settings: Config,
    request_id: RequestId,
    code: Said = None,
    state: Said = None,
    iss: Said = None,
    error: Said = None,
) -> Response:
    """Where the provider sends the browser. Opens a session, or says on the sign-in screen why not."""
    flow = oidc_flow.from_cookie(request.cookies.get(oidc_flow.COOKIE, ""))
    try:
        if not settings.oidc.is_on or flow is None or not flow.is_answered_by(state or ""):
            raise SignOnRefused("expired", "this browser is on no such trip")
        opened = finish(request, db, settings, request_id, flow, code=code, iss=iss, error=error)
    except SignOnRefused as refused:
        log.warning("single sign-on: %s: %s (%s)", refused.reason, refused.why, request_id)
        answer = told(refused.reason)
    else:
        answer = told("done", next=flow.next)
        send_cookie(answer, opened.secret, opened.expires_at)
    keep(answer, "")
    return answer


def finish(
    request: Request,
    db: Database,
    settings: Settings,
    request_id: str | None,
    flow: oidc_flow.Flow,
    *,
    code: str | None,
    iss: str | None,
    error: str | None,
) -> Opened:
    """A session for the person whom the provider's answer vouches for. Raises SignOnRefused."""
    provider = provider_of(request, settings)
    names_itself = provider.description().names_itself
    if iss != provider.issuer and (iss is not None or names_itself):
        raise SignOnRefused("failed", "the answer comes from another issuer")
    if error is not None or not code:
        raise SignOnRefused("cancelled", "the provider sent no code")
    claims = provider.claims(code, flow, back(request, settings))
    with db.write() as session:
        opened = oidc_people.admit(
            session,
            settings,
            claims,
            flow.device_key or None,
            browser_of(request.headers.get("user-agent", "")),
            request_id,
        )
        if isinstance(opened, SignOnRefused):
            record(
                session,
                Action.SESSION_REFUSED,
                actor_id=opened.person_id,
                object_kind="session",
                request_id=request_id,
                by="sign-on",
                why=opened.reason,
            )
    if isinstance(opened, SignOnRefused):
        # Raised outside the transaction: what the provider took away has to stay away.
        raise opened
    return opened


def provider_of(request: Request, settings: Settings) -> Any:
    """The one provider of this process. Loaded at first use: many installations have no use for it."""
    state = request.app.state
    if not hasattr(state, "oidc_provider"):
        from app.auth.oidc_provider import Provider

        state.oidc_provider = Provider(settings.oidc)
    return state.oidc_provider


def back(request: Request, settings: Settings) -> str:
    """The address that the provider knows and sends browsers to."""
    return (settings.public_origin or str(request.base_url)).rstrip("/") + BACK


def told(what: str, **more: str) -> RedirectResponse:
    """To the sign-in screen."""
    return RedirectResponse(f"{SCREEN}?{urlencode({'company': what, **more})}", 303)


def keep(response: Response, cookie: str) -> None:
    """Lax: the provider's page leads back here from another site. Empty takes it away, so that it serves once."""
    send_short_cookie(response, oidc_flow.COOKIE, cookie, oidc_flow.LIFETIME, "lax")
