"""Signals for a lead: what rises more than chance, and which words are news, each with the entries behind it."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.auth.actor import Actor
from app.kit.json_text import canonical
from app.signals.cells import HEARD, Cell, ancestors, watched, weeks_until
from app.signals.judged import judgements, standing
from app.signals.naming import CHART_WEEKS, scope_of, signal_id
from app.signals.new_words import WORD_WEEKS, new_terms, term_out
from app.signals.shares import Rise, remains, rises
from app.signals.voices import independent, voiced
from app.signals.windows import BASELINE, GAP, WINDOWS

MOST_SIGNALS = 20


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
        for cell, rise in zip(cells, rises([cell.course() for cell in cells]), strict=True)
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
