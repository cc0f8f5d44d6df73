"""Is a made database what the product would have made? A benchmark on anything else would prove nothing."""

import random

from sqlalchemy import select, text

from app.config import Settings
from app.entries import tallies
from app.entries.commands import row_of, searchable, state_of
from app.entries.models import Entry
from app.kit.db import Database
from app.kit.tables import column, table
from app.search.words import words

COUNTS = {
    "entries": "SELECT count(*) FROM entry",
    "receipts": "SELECT count(*) FROM op",
    "words": "SELECT count(*) FROM entry_search WHERE rowid IN (SELECT no FROM entry WHERE NOT deleted)",
}
FAULTS = {
    "rows that break a CHECK": "SELECT count(*) FROM pragma_quick_check WHERE quick_check <> 'ok'",
    "rows that point nowhere": "SELECT count(*) FROM pragma_foreign_key_check",
    "entries without their newest revision": "SELECT count(*) FROM entry e WHERE NOT EXISTS (SELECT 1 FROM"
    " entry_revision r WHERE r.entry_id = e.id AND r.rev = e.rev AND r.seq = e.seq AND r.body = e.body)",
    "revisions missing": "SELECT abs((SELECT sum(rev) FROM entry) - (SELECT count(*) FROM entry_revision))",
    "entries without a receipt": "SELECT count(*) FROM entry e LEFT JOIN op ON op.entry_id = e.id"
    " WHERE op.op_id IS NULL",
    "stamps beyond the head": "SELECT max(seq) - (SELECT head FROM feed) FROM entry_revision",
    "words of retracted entries": "SELECT count(*) FROM entry_search WHERE rowid IN"
    " (SELECT no FROM entry WHERE deleted)",
}
SAMPLE = 300


def whole(settings: Settings, count: int) -> None:
    """Raises AssertionError when the tables of a made database do not fit together."""
    db = Database(settings.database_url)
    try:
        with db.read() as session:
            found = {name: session.execute(text(sql)).scalar_one() for name, sql in COUNTS.items()}
            assert found["entries"] == found["receipts"] == count, found
            retracted = session.execute(text("SELECT count(*) FROM entry WHERE deleted")).scalar_one()
            assert found["words"] == count - retracted, found
            faults = {name: session.execute(text(sql)).scalar_one() for name, sql in FAULTS.items()}
            assert not any(faults.values()), faults
            assert not tallies.wrong(session), "counts that are not those of the entries"
            some = random.Random(count).sample(range(1, count + 1), min(SAMPLE, count))
            entry = table(Entry)
            for row in session.execute(select(entry).where(column(Entry.no).in_(some))):
                state = state_of(row, rev_floor=0)
                made = row_of(state, row.seq, state.body())
                wrong = {
                    name: row._mapping[name] for name, value in made.items() if row._mapping[name] != value
                }
                assert not wrong, wrong
                if not state.deleted and (found_words := words(searchable(state))):
                    quoted = '"' + " ".join(found_words) + '"'
                    hit = session.execute(
                        text("SELECT 1 FROM entry_search WHERE entry_search MATCH :q AND rowid = :no"),
                        {"q": quoted, "no": row.no},
                    ).first()
                    assert hit is not None, f"entry {row.no} is not found by its own words"
    finally:
        db.close()
