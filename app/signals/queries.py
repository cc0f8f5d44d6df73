"""Signals for a lead: what rises more than chance, and which words are news, each with the entries behind it."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.auth.actor import Actor
from app.entries.filters import EntryFilters, conditions
from app.entries.models import Entry
from app.entries.queries import visible_entries
from app.kit.json_text import canonical
from app.kit.sql import moment_text
from app.kit.tables import column, table
from app.signals.cells import HEARD, Cell, ancestors, watched, weeks_until
from app.signals.models import Judgement
from app.signals.shares import BASELINE, GAP, WINDOWS, Rise, remains, rises
from app.signals.words import NewTerm, newly_frequent

MOST_SIGNALS = 20
MOST_TERMS = 10
CHART_WEEKS = 26
WORD_WEEKS = 4
WORDS_BEFORE = timedelta(weeks=26)
# Enough to know how frequent a word is; reading every entry of a large team would take minutes.
MOST_TEXTS = 1_500


def signals(session: Session, actor: Actor, today: date) -> dict[str, Any]:
    """All signals of this actor's regions, those that are hardest to explain first."""
    weeks = weeks_until(today)
    cells = watched(session, actor, weeks)
    items, one_voice = risen(session, actor, cells, weeks)
    items += [term_out(session, actor, term, weeks) for term in new_terms(session, actor, weeks)]
    stand = judgements(session, [item["id"] for item in items])
    for item in items:
        item["judgement"] = standing(stand.get(item["id"]), item["from"])
    return {
        "as_of": today.isoformat(),
        "items": items,
        "one_voice": one_voice,
        "watched": len(cells),
        "method": {
            "windows_weeks": list(WINDOWS),
            "gap_weeks": GAP,
            "baseline_weeks": BASELINE,
            "words_weeks": WORD_WEEKS,
        },
    }


def risen(
    session: Session, actor: Actor, cells: list[Cell], weeks: list[date]
) -> tuple[list[dict[str, Any]], int]:
    """What rises in these cells, and how many rises do not remain without their loudest author."""
    found = [
        (cell, rise)
        for cell, rise in zip(cells, rises(cell.windows() for cell in cells), strict=True)
        if rise
    ]
    found.sort(key=lambda one: (one[1].chance, canonical(one[0].key)))
    items, one_voice = [], 0
    for cell, rise in once_for_a_place(found, ancestors(session, actor))[:MOST_SIGNALS]:
        item, voices = rise_out(session, actor, cell, rise, weeks)
        if remains(rise.window, max(voices.values(), default=0)):
            items.append(item)
        else:
            one_voice += 1
    return items, one_voice


def once_for_a_place(found: list[tuple[Cell, Rise]], above: dict[str, list[str]]) -> list[tuple[Cell, Rise]]:
    """A rise in one country is a rise of its continent too: of places within each other the clearest stays."""
    kept: list[tuple[Cell, Rise]] = []
    for cell, rise in found:
        here = cell.key.get("region")
        nested = [
            other
            for other, _ in kept
            if here
            and other.key["barrier"] == cell.key["barrier"]
            and (there := other.key.get("region"))
            and (here in above[there] or there in above[here])
        ]
        if not nested:
            kept.append((cell, rise))
    return kept


def rise_out(
    session: Session, actor: Actor, cell: Cell, rise: Rise, weeks: list[date]
) -> tuple[dict[str, Any], Counter[str]]:
    """A rising barrier in wire form, and how many of its entries each author wrote."""
    window = rise.window
    filters = {"kind": HEARD, **scope_of(actor), **{name: [code] for name, code in cell.key.items()}}
    since, until = weeks[-window.weeks], weeks[-1] + timedelta(days=6)
    voices, corroboration = independent(voiced(session, actor, filters, since, until))
    return {
        "id": signal_id("rise", actor, cell.key),
        "kind": "rise",
        "key": cell.key,
        "term": None,
        "weeks": window.weeks,
        "from": since.isoformat(),
        "to": until.isoformat(),
        "count": window.count,
        "usual": round(window.usual, 1),
        "logged": window.logged,
        "before": {"weeks": BASELINE, "count": window.base_count, "logged": window.base_logged},
        "chance": rise.chance,
        "loudest": max(voices.values(), default=0),
        "corroboration": corroboration,
        "series": [
            {"start": monday.isoformat(), "count": count, "logged": logged}
            for monday, count, logged in zip(
                weeks[-CHART_WEEKS:], cell.counts[-CHART_WEEKS:], cell.logged[-CHART_WEEKS:], strict=True
            )
        ],
        "filters": filters,
    }, voices


def new_terms(session: Session, actor: Actor, weeks: list[date]) -> list[NewTerm]:
    """Words of the last four weeks beside those of the half year before, two weeks left out between."""
    since = weeks[-WORD_WEEKS]
    until = since - timedelta(weeks=GAP)
    texts = visible_entries(actor, column(Entry.text), column(Entry.author_id)).where(
        column(Entry.deleted).is_(False), column(Entry.kind).in_(HEARD), column(Entry.text).is_not(None)
    )
    day = column(Entry.visited_on)
    newest = texts.where(day >= since, day <= weeks[-1] + timedelta(days=6))
    now = session.connection().execute(newest.order_by(day.desc(), column(Entry.no).desc()).limit(MOST_TEXTS))
    earlier = texts.where(day >= until - WORDS_BEFORE, day < until)
    # Every so many-th entry: a sample that is the same for everybody who asks.
    span = select(func.count()).select_from(table(Entry)).where(day >= until - WORDS_BEFORE, day < until)
    step = session.execute(span).scalar_one() // (2 * MOST_TEXTS) + 1
    before = session.connection().execute(earlier.where(column(Entry.no) % step == 0))
    return newly_frequent(
        ((row.text, row.author_id) for row in now), (row.text for row in before), MOST_TERMS
    )


def term_out(session: Session, actor: Actor, term: NewTerm, weeks: list[date]) -> dict[str, Any]:
    """A newly frequent word in wire form."""
    # A quoted beginning also finds what goes on after it, so the entries found are the ones counted.
    filters = {"kind": HEARD, **scope_of(actor), "q": [f'"{term.term}"']}
    since, until = weeks[-WORD_WEEKS], weeks[-1] + timedelta(days=6)
    # One reading for the chart and for who stands behind the last weeks: what costs is finding where the words stand.
    charted = voiced(session, actor, filters, weeks[-CHART_WEEKS], until)
    voices, corroboration = independent(row for row in charted if row[0] >= since)
    return {
        "id": signal_id("word", actor, {"term": term.term}),
        "kind": "word",
        "key": {},
        "term": term.term,
        "weeks": WORD_WEEKS,
        "from": since.isoformat(),
        "to": until.isoformat(),
        "count": sum(voices.values()),
        "usual": round(term.before * term.entries_now / max(1, term.entries_before), 1),
        "logged": term.entries_now,
        "before": {"weeks": WORDS_BEFORE.days // 7, "count": term.before, "logged": term.entries_before},
        "chance": None,
        "stands_out": round(term.z, 2),
        "loudest": max(voices.values(), default=0),
        "corroboration": corroboration,
        "series": by_week((row[0] for row in charted), weeks[-CHART_WEEKS:]),
        "filters": filters,
    }


def by_week(days: Iterable[date], weeks: list[date]) -> list[dict[str, Any]]:
    """How many entries of each week hold the word."""
    counts = Counter(day - timedelta(days=day.weekday()) for day in days)
    return [{"start": monday.isoformat(), "count": counts[monday], "logged": None} for monday in weeks]


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


def independent(rows: Iterable[tuple[Any, ...]]) -> tuple[Counter[str], dict[str, int]]:
    """Whose entries they are, and how many HCPs, HCOs and authors stand behind them independently."""
    voices, hcps, hcos = Counter[str](), set[str](), set[str]()
    for _, author, hcp, hco in rows:
        voices[author] += 1
        hcps.add(hcp)
        hcos.add(hco)
    return voices, {"hcps": len(hcps - {None}), "hcos": len(hcos - {None}), "authors": len(voices)}


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


def read_filters(filters: dict[str, list[str]], since: date, until: date) -> EntryFilters:
    """The filters of a signal as those of `/entries`."""
    values: dict[str, Any] = {**filters, "from": since, "to": until}
    if "q" in filters:
        values["q"] = filters["q"][0]
    return EntryFilters.model_validate(values)


def scope_of(actor: Actor) -> dict[str, list[str]]:
    """The regions that were counted, as a filter: a lead who also writes may see own entries elsewhere."""
    return {} if actor.regions is None else {"region": list(actor.regions)}


def signal_id(kind: str, actor: Actor, key: dict[str, str]) -> str:
    """A name that stays while the same thing rises, for everybody who looks at the same regions."""
    # What happens in one region is the same signal for all who see that region.
    scope = None if "region" in key or actor.regions is None else sorted(actor.regions)
    return hashlib.sha256(canonical([kind, scope, key]).encode()).hexdigest()[:32]


def judgements(session: Session, ids: list[str]) -> dict[str, Any]:
    """The newest judgement of each of these signals, with who made it."""
    newest = (
        select(func.max(column(Judgement.no)))
        .where(column(Judgement.signal_id).in_(ids))
        .group_by(column(Judgement.signal_id))
    )
    rows = session.execute(
        select(table(Judgement), column(Person.name).label("name"))
        .join(table(Person), column(Person.id) == column(Judgement.person_id))
        .where(column(Judgement.no).in_(newest))
    )
    return {row.signal_id: row for row in rows}


def standing(row: Any, since: str) -> dict[str, Any] | None:
    """A judgement in wire form; none once every entry of the window came after it: that is another rise."""
    if row is None or row.at.date().isoformat() < since:
        return None
    return {
        "verdict": row.verdict,
        "reason": row.reason,
        "at": moment_text(row.at),
        "by": {"id": row.person_id, "name": row.name},
    }
