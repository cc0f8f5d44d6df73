"""Kept counts: what trends read instead of a million entries. Moved in the transaction that changes the entries.

One `Counter` and one upsert for a whole transaction; a trigger for each row would cost more than the entry's own write.
Only called between `take_stamps` and the commit: whoever holds the change sequence's lock is alone with these rows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from app.entries.models import Entry
from app.kit.tables import table

FIELDS = ("region", "kind", "barrier")
# The sheets: each counts by FIELDS and one of these.
SHEETS = (
    "therapeutic_area",
    "sub_barrier",
    "stakeholder_type",
    "hco_type",
    "channel",
    "listening_priority",
)
# Priorities are few at a time: whoever asks by FIELDS alone finds the fewest rows here.
SMALLEST = "listening_priority"
Key = tuple[str, date, str, str, str, str]

# In the driver's own words: of hundreds of rows in each push, SQLAlchemy's part would be the larger half.
ADD = (
    "INSERT INTO entry_tally (sheet, visited_on, region, kind, barrier, code, n) {rows}"
    " ON CONFLICT (sheet, visited_on, region, kind, barrier, code) DO UPDATE SET n = entry_tally.n + excluded.n"
)
ADD_EACH = ADD.format(rows="VALUES (?, ?, ?, ?, ?, ?, ?)")
ADD_ALL = ADD.format(
    rows="SELECT * FROM unnest(%s::text[], %s::date[], %s::text[], %s::text[], %s::text[], %s::text[], %s::int[])"
)
STANDING = select(
    table(Entry).c.visited_on, *(table(Entry).c[name] for name in (*FIELDS, *SHEETS)), table(Entry).c.deleted
).where(table(Entry).c.id.in_(bindparam("ids", expanding=True)))
# What the counts have to be, in each dialect's own words for the first day of a slice.
SLICE = {
    "sqlite": "max(date(visited_on, 'weekday 0', '-6 days'), date(visited_on, 'start of month'))",
    "postgresql": "greatest(date_trunc('week', visited_on)::date, date_trunc('month', visited_on)::date)",
}
RECOUNT = " UNION ALL ".join(
    f"SELECT '{sheet}', {{slice}}, coalesce(region, ''), kind, coalesce(barrier, ''), coalesce({sheet}, ''),"  # noqa: S608
    " count(*) FROM entry WHERE NOT deleted GROUP BY 1, 2, 3, 4, 5, 6"
    for sheet in SHEETS
)


def count(session: Session, rows: Mapping[str, Mapping[str, Any]], known: Iterable[str]) -> None:
    """Take entries out of the counts as they stand, for those that were there (`known`), and put them in anew."""
    moved: Counter[Key] = Counter()
    if ids := list(known):
        for there in session.connection().execute(STANDING, {"ids": ids}):
            if not there.deleted:
                moved.subtract(keys_of(there._asdict()))
    for row in rows.values():
        if not row["deleted"]:
            moved.update(keys_of(row))
    # In one order always, so that the statement meets the rows as they lie.
    changes = [as_row(key, n) for key, n in sorted(moved.items()) if n]
    if changes and session.get_bind().dialect.name == "postgresql":
        columns = tuple(list(column) for column in zip(*changes, strict=True))
        session.connection().exec_driver_sql(ADD_ALL, columns)
    elif changes:
        session.connection().exec_driver_sql(ADD_EACH, changes)


def keys_of(row: Mapping[str, Any]) -> list[Key]:
    """Where an entry is counted: once on each sheet."""
    day, (region, kind, barrier) = slice_of(row["visited_on"]), (row[name] or "" for name in FIELDS)
    return [(sheet, day, region, kind, barrier, row[sheet] or "") for sheet in SHEETS]


def slice_of(day: date) -> date:
    """The first day of the slice: of the ISO week or of the month, whichever comes later."""
    return max(day - timedelta(days=day.weekday()), day.replace(day=1))


def as_row(key: Key, n: int) -> tuple[str, str, str, str, str, str, int]:
    """One line of the upsert."""
    sheet, day, region, kind, barrier, code = key
    return sheet, day.isoformat(), region, kind, barrier, code, n


def wrong(session: Session) -> int:
    """How many counts are not what the entries say. For checks; it reads every entry."""
    recount = f"SELECT * FROM ({RECOUNT.format(slice=SLICE[session.get_bind().dialect.name])}) AS recounted"  # noqa: S608
    kept = "SELECT sheet, visited_on, region, kind, barrier, code, n FROM entry_tally WHERE n <> 0"
    found = sum(
        session.execute(
            text(f"SELECT count(*) FROM ({one} EXCEPT {other}) AS differing")  # noqa: S608 - our own words
        ).scalar_one()
        for one, other in ((kept, recount), (recount, kept))
    )
    return int(found)
