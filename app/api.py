"""Puts /api/v1 together."""

from fastapi import FastAPI

from app.admin.people_routes import router as people
from app.admin.trail_routes import router as trail
from app.auth.oidc_routes import router as sign_on
from app.auth.passkey_routes import router as passkeys
from app.auth.password_routes import router as passwords
from app.auth.routes import router as auth
from app.auth.session_routes import router as sessions
from app.briefs.routes import router as briefs
from app.entries.routes import router as entries
from app.entries.search_routes import router as search
from app.erasure.routes import router as erasures
from app.export.routes import router as export
from app.likeness.routes import router as likeness
from app.signals.routes import router as signals
from app.sync.routes import router as sync
from app.themes.action_routes import router as actions
from app.themes.journey_routes import router as journeys
from app.themes.loop_routes import router as loop
from app.themes.routes import router as themes
from app.trends.routes import router as trends
from app.views.routes import router as views
from app.vocabulary.priority_routes import router as priorities
from app.vocabulary.routes import router as vocabulary
from app.vocabulary.term_routes import router as terms

PREFIX = "/api/v1"

# Looked through from the top for each request: what phones ask all day stands first.
PARTS = (
    sync,
    auth,
    sign_on,
    passwords,
    passkeys,
    sessions,
    vocabulary,
    priorities,
    entries,
    search,
    likeness,
    themes,
    actions,
    journeys,
    loop,
    briefs,
    trends,
    signals,
    views,
    export,
    people,
    erasures,
    terms,
    trail,
)


def install(app: FastAPI) -> None:
    """Each part stands in the application itself: FastAPI looks for a route twice in each router between."""
    for part in PARTS:
        app.include_router(part, prefix=PREFIX)
