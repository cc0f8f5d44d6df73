"""Newly frequent words of somebody's regions, each with the entries that hold it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.entries.models import Entry
from app.entries.queries import visible_entries
from app.kit.tables import column, table
from app.signals.cells import HEARD
from app.signals.naming import CHART_WEEKS, scope_of, signal_id
from app.signals.voices import independent, voiced
from app.signals.windows import GAP
from app.signals.words import NewTerm, newly_frequent

MOST_TERMS = 10
WORD_WEEKS = 4
WORDS_BEFORE = timedelta(weeks=26)
# Enough to know how frequent a word is; reading every entry of a large team would take minutes.
MOST_TEXTS = 1_500


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
