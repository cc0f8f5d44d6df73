"""Demo people and entries for the very first start in development. Made up, every word; production refuses them."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import chain, cycle
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.commands import create_person
from app.accounts.models import Person
from app.auth.passwords import Passwords
from app.cli.demo_themes import install_themes
from app.config import Settings
from app.entries.commands import Change, store
from app.entries.state import created
from app.kit.clock import new_id, now
from app.kit.db import Database
from app.kit.sql import moment_text
from app.kit.tables import column

PASSWORD = "pathnote-demo"  # noqa: S105 - public on purpose; see lifecycle.NotSafeToStartError
NOTES = Path(__file__).parent / "demo_notes.json"
WEEKS = 26
# One of the three was there before the others: signals hold the newest weeks against a year.
WEEKS_OF_THIRD = 66
NORDIC = ("sweden_west", "denmark", "norway", "finland")
RISING = 5
# And part of what is said of referral then was never said before: words that are news.
NEWS = 0.4


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Someone to try Pathnote as."""

    email: str
    name: str
    role: str
    regions: tuple[str, ...] | None
    what: str


PEOPLE = (
    DemoPerson(
        "msl@demo.example", "Mara Lindqvist", "msl", ("sweden",), "MSL in Sweden: capture, on a phone"
    ),
    DemoPerson("msl2@demo.example", "Jonas Weber", "msl", ("germany_north",), "MSL in northern Germany"),
    DemoPerson("msl3@demo.example", "Freja Dahl", "msl", ("nordics",), "MSL in the Nordic countries"),
    DemoPerson(
        "lead@demo.example", "Ines Albrecht", "lead", None, "medical affairs lead: trends and entries"
    ),
    DemoPerson("analyst@demo.example", "Tom Okafor", "analyst", None, "analyst: API token and export"),
    DemoPerson("safety@demo.example", "Rita Sørensen", "safety", None, "safety: entries with a safety flag"),
    DemoPerson("admin@demo.example", "Alex Moreau", "admin", None, "administrator: import, people"),
)


def install(db: Database, settings: Settings) -> None:
    """Put the demo in, unless anybody is there already."""
    with db.read() as session:
        if session.execute(select(column(Person.id)).limit(1)).first() is not None:
            return
    password_hash = Passwords(settings.passwords).hash(PASSWORD)
    with db.write() as session:
        people = {
            person.email: create_person(
                session,
                email=person.email,
                name=person.name,
                roles=[person.role],
                regions=person.regions,
                password_hash=password_hash,
                is_demo=True,
            )
            for person in PEOPLE
        }
        install_entries(session, *(people[f"{name}@demo.example"] for name in ("msl", "msl2", "msl3")))
        install_themes(session, settings.themes, people["lead@demo.example"])


def install_entries(session: Session, first: str, second: str, third: str) -> None:
    """Entries by the three MSLs, the same ones each time, with referral rising in the last weeks: a signal to read."""
    notes: dict[str, list[dict[str, Any]]] = json.loads(NOTES.read_text("utf-8"))
    for note in chain.from_iterable(notes.values()):
        # The same thing is heard again and again, never in the same words.
        note["text"] = cycle([note["text"], *note.pop("also", [])])
    two = (
        (first, ("sweden_stockholm", "sweden_west", "sweden_south")),
        (second, ("germany_north",)),
    )
    one = ((third, NORDIC),)
    newer, older = random.Random(20260101), random.Random(20260102)  # noqa: S311 - the same demo every time, no secret
    changes = [
        *written(newer, random.Random(7), notes, two, WEEKS, (3, 6)),  # noqa: S311
        *written(older, random.Random(8), notes, one, WEEKS_OF_THIRD, (4, 7)),  # noqa: S311
    ]
    changes.sort(key=lambda change: change.device_time)
    store(session, changes, now())


def written(
    pick: random.Random,
    who: random.Random,
    notes: dict[str, list[dict[str, Any]]],
    authors: tuple[tuple[str, tuple[str, ...]], ...],
    weeks: int,
    a_week: tuple[int, int],
) -> Iterator[Change]:
    """What some people wrote in as many weeks, from fewest to most a week. Whom they met is drawn by itself."""
    for week in range(weeks, 0, -1):
        for author, regions in authors:
            for _ in range(pick.randint(*a_week) + (2 if week <= RISING else 0)):
                day = now().date() - timedelta(days=7 * week - pick.randint(0, 6))
                if day.weekday() < 5:
                    region = pick.choice(regions)
                    yield made_up(pick, notes, week, author, region, day, refs(who, region))


def refs(who: random.Random, region: str) -> dict[str, str]:
    """Opaque references to somebody in an organisation of a region."""
    country, organisation = region[:2].upper(), who.randint(1, 8)
    hcp = f"HCP-{country}-{organisation}{who.choice('AB')}"
    return {"hco_ref": f"HCO-{country}-{organisation}", "hcp_ref": hcp}


def made_up(
    pick: random.Random,
    notes: dict[str, list[dict[str, Any]]],
    week: int,
    author: str,
    region: str,
    day: Any,
    where: dict[str, str],
) -> Change:
    """One entry of the demo."""
    barriers = ["diagnostic_pathway", "guideline_uptake", "referral", "other_unsure", "nothing_new"]
    barrier = pick.choices(barriers, [30, 28, 30 if week > RISING else 190, 4, 22])[0]
    captured = moment_text(datetime.combine(day, time(pick.randint(8, 17), pick.randint(0, 59)), UTC))
    captured = captured.replace(".000000Z", ".000Z")
    values: dict[str, Any] = {
        "kind": "observation",
        "visited_on": day.isoformat(),
        "captured_at": captured,
        "region": region,
        "therapeutic_area": pick.choice(["hepatology", "hepatology", "cardiology", "diabetology"]),
        "channel": pick.choices(["in_person", "remote", "congress"], [8, 3, 1])[0],
    }
    if barrier == "nothing_new":
        values |= {"kind": "nothing_new"}
    else:
        note = pick.choice(notes[barrier])
        if barrier == "referral" and week <= RISING and pick.random() < NEWS:
            note = pick.choice(notes["referral_lately"])
        values |= {"barrier": barrier, "safety_answer": "no", **where, **note, "text": next(note["text"])}
    entry = created(new_id(), author, captured, values, client_id=None, rev_floor=0)
    return Change(entry, "create", author, None, captured)
