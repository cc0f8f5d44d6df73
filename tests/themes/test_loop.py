"""The lead's figures: how long each step took, what nobody read, and what is stuck with whom."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import update

from app.entries.models import Journey
from app.kit.tables import column, table
from app.themes.models import Theme
from tests.fixtures import entries as fixture
from tests.fixtures.people import PersonClient, SignIn
from tests.themes.desk import act, done, make, page, step

ARRIVED = datetime.now(UTC) - timedelta(days=10)


def set_times(app: FastAPI, entry_id: str, **hours: float) -> None:
    """Moments of an entry's way, in hours after its arrival."""
    moments: dict[str, Any] = {name: ARRIVED + timedelta(hours=after) for name, after in hours.items()}
    with app.state.database.write() as session:
        session.execute(update(table(Journey)).where(column(Journey.entry_id) == entry_id).values(**moments))


def test_each_step_has_its_time_and_what_waits_is_named(
    app: FastAPI, lead: PersonClient, msl: PersonClient, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    captured = (ARRIVED - timedelta(hours=1)).isoformat(timespec="milliseconds")
    rows = [{"region": "sweden", "captured_at": captured} for _ in range(4)]
    nothing = {"region": "sweden", "kind": "nothing_new", "barrier": None, "text": None}
    monkeypatch.setattr(fixture, "now", lambda: ARRIVED)
    one, two, three, unread, _ = fixture.store_entries(app, msl.person["id"], [*rows, nothing])
    made = make(lead, one, two)
    lead.get(f"/api/v1/entries/{three}")
    act(lead, made["id"], owner_function="market_access", due_on="2026-01-31")
    act(lead, made["id"], owner_function="medical")
    done(step(lead, made["id"], "closed"))
    set_times(app, one, read_at=2, linked_at=2, decided_at=26, heard_back_at=26)
    set_times(app, two, read_at=4, linked_at=5, decided_at=26, heard_back_at=30)
    set_times(app, three, read_at=9)
    found = done(lead.get("/api/v1/loop"))
    told = {one["step"]: (one["n"], one["share"], one["median_hours"]) for one in found["steps"]}
    assert told == {
        "arrived": (4, 1.0, 1.0),
        "read": (3, 0.75, 4.0),
        "theme": (2, 0.5, 0.5),
        "decision": (2, 0.5, 22.5),
        "heard_back": (2, 0.5, 2.0),
    }
    assert found["never_read"]["n"] == 1
    assert [item["entry_id"] for item in found["never_read"]["items"]] == [unread]
    assert found["stuck"]["functions"] == [
        {"owner_function": "market_access", "open": 1, "overdue": 1, "oldest_due_on": "2026-01-31"},
        {"owner_function": "medical", "open": 1, "overdue": 0, "oldest_due_on": None},
    ]
    assert found["stuck"]["themes"] == []
    (row,) = done(lead.get("/api/v1/themes"))["items"]
    assert row["overdue"] == page(lead, made["id"])["overdue"] == 1
    done(step(lead, made["id"], "heard"))
    with app.state.database.write() as session:
        session.execute(update(table(Theme)).values(status_at=datetime.now(UTC) - timedelta(days=45)))
    (stuck,) = done(lead.get("/api/v1/loop"))["stuck"]["themes"]
    assert (stuck["id"], stuck["days"], stuck["owner_functions"]) == (
        *(made["id"], 45),
        ["market_access", "medical"],
    )
    assert done(lead.get("/api/v1/loop", params={"to": "2026-01-31"}))["entries"] == 0
    assert done(sign_in("lead", regions=["italy"]).get("/api/v1/loop"))["entries"] == 0
    assert page(lead, made["id"])["status"] == "heard"
