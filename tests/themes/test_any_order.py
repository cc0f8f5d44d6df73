"""Whatever is linked, reacted, merged, split and retracted, and in whatever order: each entry stands once behind each
theme it belongs to, none is lost, and the kept counts are what a recount says. A model in plain dictionaries is the
judge of both."""

import os
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.entries.models import Entry
from app.erasure.commands import erase_entries
from app.kit.db import Database
from app.kit.tables import column, table
from app.themes.models import Link, Theme
from app.themes.queries import counts_of
from tests.fixtures.field import Op, Phone
from tests.fixtures.people import PersonClient
from tests.themes.desk import link, make, page
from tests.themes.recount import STANCES, Voice, places, recount

# Four orders with each change; a soak asks for more.
EXAMPLES = max(1, int(os.environ.get("SOAK_EXAMPLES", "200")) // 50)
WHAT = (
    "link",
    "unlink",
    "react",
    "answer_anew",
    "move",
    "retract",
    "restore",
    "edit",
    "erase",
    "merge",
    "split",
)
STEP = st.tuples(st.sampled_from(WHAT), *[st.integers(0, 5)] * 2, st.sampled_from(STANCES))


@dataclass
class World:
    """What should be: entries and whether they live, and each theme's entries with their stance."""

    lead: PersonClient
    phone: Phone
    db: Database
    ids: list[str] = field(default_factory=list)
    rev: dict[str, int] = field(default_factory=dict)
    dead: set[str] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    reacts_to: dict[str, str] = field(default_factory=dict)
    stance: dict[tuple[str, str], str] = field(default_factory=dict)
    standing: dict[str, str] = field(default_factory=dict)
    lives_in: dict[str, str] = field(default_factory=dict)

    @property
    def themes(self) -> list[str]:
        return sorted({self.lives_in[one] for one in self.lives_in})

    def push(self, op: Op, entry_id: str) -> None:
        (result,) = self.phone.push(op)
        assert result["status"] == "applied", result
        self.rev[entry_id] = result["entry"]["rev"]

    def note(self, hco: int, **more: Any) -> str:
        op = self.phone.create(hco_ref=f"hco-{hco}", **more)
        self.ids.append(op["id"])
        self.push(op, op["id"])
        return str(op["id"])

    def do(self, what: str, one: int, other: int, stance: str) -> None:
        entry, theme = self.ids[one % len(self.ids)], self.themes[other % len(self.themes)]
        getattr(self, what)(entry, theme, one, stance)

    def link(self, entry: str, theme: str, _one: int, stance: str) -> None:
        answer = self.lead.post(f"/api/v1/themes/{theme}/links", json={"links": [link((entry, stance))]})
        stands = self.standing.get(entry) == theme and self.stance[theme, entry] != stance
        assert answer.status_code == (422 if entry in self.dead | self.erased else 409 if stands else 200), (
            answer.text
        )
        if answer.status_code == 200:
            self.stance[theme, entry] = stance

    def unlink(self, entry: str, theme: str, _one: int, _stance: str) -> None:
        answer = self.lead.delete(f"/api/v1/themes/{theme}/links/{entry}")
        if self.standing.get(entry) == theme:
            assert answer.status_code == 409
        else:
            self.stance.pop((theme, entry), None)

    def react(self, _entry: str, theme: str, one: int, stance: str) -> None:
        entry = self.note(one, kind="reaction", theme_id=theme, stance=stance, barrier=None, text=None)
        self.stands(entry, theme, stance)

    def stands(self, entry: str, named: str, stance: str) -> None:
        self.reacts_to[entry], self.standing[entry] = named, self.lives_in[named]
        self.stance[self.standing[entry], entry] = stance

    def answer_anew(self, entry: str, _theme: str, _one: int, stance: str) -> None:
        if entry in self.standing:
            self.push(self.phone.update(entry, self.rev[entry], stance=stance), entry)
            self.dead.discard(entry)
            self.stance[self.standing[entry], entry] = stance

    def move(self, entry: str, theme: str, _one: int, _stance: str) -> None:
        if entry in self.standing and self.reacts_to[entry] != theme:
            self.push(self.phone.update(entry, self.rev[entry], theme_id=theme), entry)
            self.dead.discard(entry)
            self.stands(entry, theme, self.stance.pop((self.standing[entry], entry)))

    def retract(self, entry: str, _theme: str, _one: int, _stance: str) -> None:
        self.push(self.phone.delete(entry, self.rev[entry]), entry)
        self.dead.add(entry)

    def restore(self, entry: str, _theme: str, one: int, _stance: str) -> None:
        self.push(self.phone.update(entry, self.rev[entry], so_what=f"Because {one}."), entry)
        self.dead.discard(entry)

    def edit(self, entry: str, _theme: str, one: int, _stance: str) -> None:
        self.push(self.phone.update(entry, self.rev[entry], hco_ref=f"hco-{one}"), entry)
        self.dead.discard(entry)

    def erase(self, entry: str, _theme: str, _one: int, _stance: str) -> None:
        erase_entries(self.db, [entry], self.lead.person["id"], "asked")
        self.erased.add(entry)
        self.rev[entry] += 1

    def merge(self, _entry: str, theme: str, one: int, _stance: str) -> None:
        into = self.themes[one % len(self.themes)]
        body = {"rev": page(self.lead, theme)["rev"], "into": into, "why": "The same."}
        answer = self.lead.post(f"/api/v1/themes/{theme}/merge", json=body)
        assert answer.status_code == (409 if into == theme else 200), answer.text
        if into == theme:
            return
        for (behind, entry), stance in list(self.stance.items()):
            if behind == theme:
                del self.stance[behind, entry]
                if self.standing.get(entry) == theme:
                    self.standing[entry] = into
                    self.stance[into, entry] = stance
                self.stance.setdefault((into, entry), stance)
        self.lives_in = {old: into if now == theme else now for old, now in self.lives_in.items()}

    def split(self, _entry: str, theme: str, one: int, _stance: str) -> None:
        behind = [entry for (at, entry) in self.stance if at == theme]
        if chosen := behind[: one + 1]:
            body = {"entries": chosen, "conclusion": "Something else."}
            answer = self.lead.post(f"/api/v1/themes/{theme}/split", json=body)
            assert answer.status_code == 201, answer.text
            new = answer.json()["id"]
            self.lives_in[new] = new
            for entry in chosen:
                self.stance[new, entry] = self.stance.pop((theme, entry))
                if self.standing.get(entry) == theme:
                    self.standing[entry] = new

    def voices(self, session: Session, theme_id: str) -> list[Voice]:
        """What the model says is behind a theme, with what the entries say now."""
        fields = [column(getattr(Entry, name)) for name in Voice._fields[1:]]
        found = []
        for (at, entry), stance in self.stance.items():
            if at == theme_id and entry not in self.dead | self.erased:
                row = session.execute(select(*fields).where(column(Entry.id) == entry)).one()
                found.append(Voice(stance, *row))
        return found

    def agrees(self, app: FastAPI) -> None:
        with app.state.database.read() as session:
            rows = session.execute(
                select(column(Link.theme_id), column(Link.entry_id), column(Link.stance)).where(
                    column(Link.theme_id).in_(list(self.lives_in))
                )
            ).all()
            assert len({(row.theme_id, row.entry_id) for row in rows}) == len(rows)
            assert {(row.theme_id, row.entry_id): row.stance for row in rows} == self.stance
            for theme in session.execute(select(table(Theme)).where(column(Theme.id).in_(self.themes))):
                assert counts_of(theme) == recount(self.voices(session, theme.id))


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=8, max_size=16))
def test_nothing_is_lost_or_doubled_in_any_order(
    app: FastAPI, lead: PersonClient, phone_of_msl: Phone, steps: list[tuple[str, int, int, str]]
) -> None:
    world = World(lead, phone_of_msl, app.state.database)
    for hco in range(3):
        world.note(hco)
    for entry in world.ids[:2]:
        made = make(lead, entry, (world.ids[2], "contradicts"))["id"]
        world.lives_in[made] = made
        world.stance |= {(made, entry): "supports", (made, world.ids[2]): "contradicts"}
    for what, one, other, stance in steps:
        world.do(what, one, other, stance)
    world.agrees(app)


def test_a_place_is_an_organisation_or_a_region_without_one() -> None:
    def voice(hco: str | None, region: str | None) -> Voice:
        return Voice("supports", None, hco, None, "author", region, date(2026, 11, 20))

    assert places([voice("a", "sweden"), voice("b", "sweden"), voice(None, "sweden")]) == 2
    assert (
        places([voice("a", "sweden"), voice(None, "norway"), voice(None, "norway"), voice(None, None)]) == 2
    )
