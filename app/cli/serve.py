"""`pathnote serve` and `pathnote migrate`."""

import logging
import socket
from typing import Annotated

import typer
import uvicorn

from app import lifecycle
from app.cli import demo
from app.cli.opened import migrated, opened
from app.cli.say import Refusal, say
from app.config import Environment, Settings
from app.kit.guard import GuardedProtocol


def serve(
    port: Annotated[int, typer.Option(min=1, max=65_535, help="The port to listen on.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "",
    workers: Annotated[
        int, typer.Option(min=1, help="Server processes; more than one needs PostgreSQL.")
    ] = 1,
) -> None:
    """Migrate the database, then serve. In development, an empty database gets demo people and entries."""
    settings = Settings()
    is_development = settings.environment is Environment.DEVELOPMENT
    # Development has people whose password is public, so it listens to this machine only.
    host = host or ("localhost" if is_development else "0.0.0.0")  # noqa: S104 - production stands behind a proxy
    if workers > 1 and settings.database_url.startswith("sqlite"):
        raise Refusal(
            "SQLite takes one server process. Set PATHNOTE_DATABASE_URL to a PostgreSQL server for more."
        )
    refuse_port_in_use(host, port)
    with opened(settings) as db:
        lifecycle.refuse_demo_people(db, settings)
        if is_development:
            demo.install(db, settings)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("app.access").setLevel(logging.WARNING if is_development else logging.INFO)
    welcome(port, is_development)
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        http=GuardedProtocol,
        ws="none",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=not is_development,
        timeout_graceful_shutdown=10,
        # A process that has not finished importing on a busy machine is not a dead one.
        timeout_worker_healthcheck=60,
    )


def migrate() -> None:
    """Bring the database to the newest schema, and say so."""
    settings = Settings()
    migrated(settings)
    say("The database has the newest schema.")


def refuse_port_in_use(host: str, port: int) -> None:
    """Raise Refusal, in one line, when somebody listens on the port already."""
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(address)
            except PermissionError:
                raise Refusal(
                    f"Port {port} needs more rights than you have. Try: make run PORT=8010"
                ) from None
            except OSError:
                raise Refusal(f"Port {port} is in use. Try another one: make run PORT={port + 10}") from None


def welcome(port: int, is_development: bool) -> None:
    """Where to go, and as whom."""
    say(f"Pathnote serves on http://localhost:{port} (stop with Ctrl-C)")
    if is_development:
        say(f"Sign in with the password {demo.PASSWORD} as one of these demo people:")
        for person in demo.PEOPLE:
            say(f"  {person.email:22} {person.what}")
