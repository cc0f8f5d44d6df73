"""`python -m bench.likeness`: what likeness finds beside word TF-IDF, and its time. See docs/likeness.md.

python -m bench.likeness                   # paraphrases among 20,000, and the phone over 2,000 texts
python -m bench.likeness --size 1m         # and the server's time at that many entries
"""

import argparse
import json
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import log, sqrt
from pathlib import Path
from statistics import mean, median

from sqlalchemy import select

from app.auth.actor import Actor
from app.auth.permissions import permissions_of
from app.config import Settings
from app.entries.commands import Change, store
from app.entries.models import Entry
from app.entries.state import created
from app.kit.clock import new_id, now
from app.kit.db import Database
from app.kit.sql import moment_text
from app.kit.tables import column
from app.likeness.commands import carry_on
from app.likeness.queries import indexed
from app.likeness.ranking import COMPARED, Asked
from app.likeness.search import alike
from app.search.words import words
from bench import data, fill, machine, people
from bench.likeness_phone import on_phone
from bench.likeness_texts import Again, Told, in_common, texts
from bench.measure import milliseconds, percentile, seconds
from bench.people import LEAD
from bench.phones import signed_in
from bench.server import Server
from bench.table import Figure, printed

AMONG = 20_000
QUESTIONS = 300
FOR_EVER = 24 * 3_600.0
FIRST = 5


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.likeness", description=__doc__)
    parser.add_argument("--size", choices=fill.SIZES, help="time the server at so many entries, too")
    parser.add_argument("--only", choices=("found", "server", "phone"))
    asked = parser.parse_args()
    print(machine.facts(), flush=True)
    figures: list[Figure] = []
    if asked.only in (None, "found"):
        figures += found()
    if asked.only in (None, "phone"):
        figures += on_phone()
    if asked.size:
        figures += at_size(asked.size)
    print(printed(figures))


def found() -> list[Figure]:
    """Whether a paraphrase finds its first telling among twenty thousand, with tags and without, beside TF-IDF."""
    everything, kinds = texts(AMONG)
    peer = TfIdf([told.text for told in everything])
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), database_url="")
        with fill.opened(settings) as db:
            stored(db, everything)
            took = seconds(lambda: carry_on(db, FOR_EVER))
            print(f"{AMONG:,} texts indexed in {took:.1f} s", flush=True)
            return [hits(kind, everything, again, peer, asker(db)) for kind, again in kinds.items()]


def stored(db: Database, everything: list[Told]) -> None:
    """The texts as entries, numbered from 1 in their order."""
    person_id = people.make(db)[0]
    at = moment_text(now())
    barrier_of = {code: barrier for barrier, codes in data.sub_barriers().items() for code in codes}
    for begin in range(0, len(everything), 500):
        changes = []
        for told in everything[begin : begin + 500]:
            fields = {
                "kind": "observation",
                "visited_on": at[:10],
                "captured_at": at,
                "text": told.text,
                "barrier": barrier_of.get(told.sub_barrier or "", "other_unsure"),
                "sub_barrier": told.sub_barrier,
                "region": told.region,
            }
            entry = created(new_id(), person_id, at, fields, client_id=None, rev_floor=0)
            changes.append(Change(entry, "create", person_id, None, at))
        with db.write() as session:
            store(session, changes, now())


Ask = Callable[[Told, int], list[int]]


def asker(db: Database) -> Ask:
    """Asks the product as a lead, for numbers counted from 0."""

    def ask(said: Told, limit: int) -> list[int]:
        with db.read() as session:
            asked = Asked(said.text, said.sub_barrier, said.region)
            near = alike(session, everybody(), asked, limit, total=indexed(session).entries)
            return [one.no - 1 for one in near]

    return ask


def everybody(regions: tuple[str, ...] | None = None) -> Actor:
    """A lead of these regions."""
    return Actor(new_id(), LEAD, "Lead", ("lead",), regions, permissions_of(("lead",)), 1)


def hits(kind: str, everything: list[Told], again: list[Again], peer: "TfIdf", ask: Ask) -> Figure:
    """The part of the retellings that have their first telling among the first five."""

    tagged = [ask(one.said, COMPARED) for one in again]
    share = mean(one.of in near[:FIRST] for one, near in zip(again, tagged, strict=True))
    hundred = mean(one.of in near for one, near in zip(again, tagged, strict=True))
    plain = mean(one.of in ask(Told(one.said.text, None, None), FIRST) for one in again)
    theirs = mean(one.of in peer.first(one.said.text) for one in again)
    common = mean(in_common(one.said.text, everything[one.of].text) for one in again)
    return Figure(
        f"a paraphrase {kind}, among the first five of {AMONG:,}",
        f"{share:.2f} of {len(again)}",
        "≥ 0.85",
        share >= 0.85,
        f"by the text alone {plain:.2f}; word TF-IDF {theirs:.2f}; among the hundred compared {hundred:.2f};"
        f" {common:.0%} of the words in common",
    )


@dataclass
class TfIdf:
    """The peer: the cosine of whole words, folded, by log frequency and inverse document frequency."""

    texts: list[str]

    def __post_init__(self) -> None:
        counted = [Counter(words(text)) for text in self.texts]
        self.among = Counter(word for one in counted for word in one)
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, one in enumerate(counted):
            weights = {word: self.weight(word, count) for word, count in one.items()}
            norm = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            for word, weight in weights.items():
                self.postings[word].append((place, weight / norm))

    def weight(self, word: str, count: int) -> float:
        return (1 + log(count)) * (log((1 + len(self.texts)) / (1 + self.among[word])) + 1)

    def first(self, text: str) -> list[int]:
        scores: dict[int, float] = defaultdict(float)
        for word, count in Counter(words(text)).items():
            for place, weight in self.postings.get(word, ()):
                scores[place] += self.weight(word, count) * weight
        return sorted(scores, key=lambda place: (-scores[place], -place))[:FIRST]


def at_size(size: str) -> Iterable[Figure]:
    """The call over HTTP, as a lead of everything asks; and in process, as one of a single territory does."""
    with tempfile.TemporaryDirectory(dir=fill.FOLDER) as folder:
        target = fill.copied(size, Path(folder))
        db = Database(Settings(data=target, database_url="").database_url)
        took = seconds(lambda: carry_on(db, FOR_EVER))
        grown = (target / "pathnote.db").stat().st_size
        ids = some_ids(db)
        wide = [in_process(db, entry_id, everywhere=True) for entry_id in ids]
        narrow = [in_process(db, entry_id, everywhere=False) for entry_id in ids]
        db.close()
        with Server(target) as server:
            (client,) = signed_in(server, [LEAD])
            times, answers = [], []
            for entry_id in ids:
                path = f"/api/v1/entries/{entry_id}/alike"
                times.append(seconds(lambda path=path: answers.append(client.get(path))))
        pages = [json.loads(answer.body) for answer in answers]
        assert all(page["up_to_date"] for page in pages)
        assert sum(bool(page["items"]) for page in pages) > 0.9 * len(pages)
    p95 = percentile(times[20:], 0.95)
    yield Figure(
        f"entries alike, over HTTP, {size}",
        f"p95 {milliseconds(p95)}",
        "≤ 50 ms",
        p95 <= 0.05,
        f"median {milliseconds(median(times[20:]))}; processor time alone p95"
        f" {milliseconds(percentile(wide, 0.95))}, for a lead of one territory"
        f" {milliseconds(percentile(narrow, 0.95))}; index made in {took:.0f} s, database then"
        f" {grown / 1e6:,.0f} MB",
    )


def some_ids(db: Database) -> list[str]:
    """Entries with a text, from all times."""
    with db.read() as session:
        highest = session.execute(
            select(column(Entry.no)).order_by(column(Entry.no).desc()).limit(1)
        ).scalar_one()
        pick, ids = random.Random(1), []
        while len(ids) < QUESTIONS:
            wanted = select(column(Entry.id)).where(
                column(Entry.no) == pick.randint(1, highest), column(Entry.text).is_not(None)
            )
            ids += session.execute(wanted.where(column(Entry.deleted).is_(False))).scalars()
    return ids


def in_process(db: Database, entry_id: str, *, everywhere: bool) -> float:
    """Seconds of the processor for a lead of everything, or of the entry's own territory."""
    with db.read() as session:
        columns = (column(Entry.text), column(Entry.sub_barrier), column(Entry.region))
        row = session.execute(select(*columns).where(column(Entry.id) == entry_id)).one()
        total = indexed(session).entries
        actor = everybody(None if everywhere else (row.region,))
        began = time.thread_time()
        alike(session, actor, Asked(*row), FIRST, total=total)
        return time.thread_time() - began


if __name__ == "__main__":
    main()
