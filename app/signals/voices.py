"""Who stands behind entries: how many HCPs, HCOs and authors, each counted once, and how loud each author is."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.entries.filters import EntryFilters, conditions
from app.entries.models import Entry
from app.entries.queries import visible_entries
from app.kit.tables import column


def corroboration(session: Session, actor: Actor, filters: EntryFilters) -> dict[str, int]:
    """Of how many HCPs, HCOs and authors the entries are that these filters leave, counted by the database."""
    independent = (column(Entry.hcp_ref), column(Entry.hco_ref), column(Entry.author_id))
    entries, hcps, hcos, authors = (
        session.connection()
        .execute(
            visible_entries(actor, func.count(), *(func.count(one.distinct()) for one in independent)).where(
                column(Entry.deleted).is_(False), *conditions(session, filters)
            )
        )
        .one()
    )
    return {"entries": entries, "hcps": hcps, "hcos": hcos, "authors": authors}


def voiced(
    session: Session, actor: Actor, filters: dict[str, list[str]], since: date, until: date
) -> list[tuple[Any, ...]]:
    """The day, author, HCP and HCO of each entry."""
    who = (column(Entry.author_id), column(Entry.hcp_ref), column(Entry.hco_ref))
    rows = session.connection().execute(
        visible_entries(actor, column(Entry.visited_on), *who).where(
            column(Entry.deleted).is_(False), *conditions(session, read_filters(filters, since, until))
        )
    )
    return [tuple(row) for row in rows.all()]


def read_filters(filters: dict[str, list[str]], since: date, until: date) -> EntryFilters:
    """The filters of a signal as those of `/entries`."""
    values: dict[str, Any] = {**filters, "from": since, "to": until}
    if "q" in filters:
        values["q"] = filters["q"][0]
    return EntryFilters.model_validate(values)


def independent(rows: Iterable[tuple[Any, ...]]) -> tuple[Counter[str], dict[str, int]]:
    """Whose entries they are, and how many HCPs, HCOs and authors stand behind them independently."""
    voices, hcps, hcos = Counter[str](), set[str](), set[str]()
    for _, author, hcp, hco in rows:
        voices[author] += 1
        hcps.add(hcp)
        hcos.add(hco)
    return voices, {"hcps": len(hcps - {None}), "hcos": len(hcos - {None}), "authors": len(voices)}
