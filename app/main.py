"""The application: `create_app(settings)` puts everything together, the front end last."""

from asyncio import create_task
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from app import __version__, api, health, lifecycle
from app.auth.passwords import Passwords
from app.config import Environment, Settings
from app.kit import handlers, middleware
from app.kit.compression import Compressed
from app.kit.db import Database
from app.kit.kept import Kept
from app.kit.static_files import FrontEnd

DESCRIPTION = """
Field insight of Medical Science Liaisons, filed under what stands between patients and good care.

Sign in with a cookie (`POST /api/v1/session`) or send an API token (`Authorization: Bearer pn_…`).
Every error is `application/problem+json` (RFC 9457) with a sentence that says what to do.
"""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The ASGI application. Its database is opened when it starts and must be migrated by then."""
    settings = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        db = Database(settings.database_url)
        lifecycle.start(db, settings)
        lifecycle.refuse_demo_people(db, settings)
        app.state.database = db
        remembering = create_task(lifecycle.keep_remembering(db, settings))
        yield
        remembering.cancel()
        lifecycle.stop(db, settings)

    app = FastAPI(
        title="Pathnote",
        version=__version__,
        description=DESCRIPTION,
        openapi_url=f"{api.PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        # A redirect would pass for a captive portal on a phone; an address is right or it is not.
        redirect_slashes=False,
    )
    app.state.settings = settings
    app.state.passwords = Passwords(settings.passwords)
    handlers.install(app)
    # Code lists and pulls are text that shrinks to a sixth. An export chooses its coding by itself.
    app.add_middleware(Compressed, only=api.PREFIX, leaves_alone=f"{api.PREFIX}/export")
    middleware.install(
        app,
        public_origins=[settings.public_origin] if settings.public_origin else [],
        trusted_types=("lit-html", "pathnote-sw"),
        hsts=settings.is_production,
        body_limit=settings.limits.body_bytes,
    )
    app.include_router(health.router)
    api.install(app)
    app.router.default = FrontEnd(
        settings.static,
        development=settings.environment is Environment.DEVELOPMENT,
        kept=None if settings.environment is Environment.TEST else Kept(settings.data),
    )
    return app
