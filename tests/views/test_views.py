"""Views are saved under a name, shared with other leads, and changed by nobody else."""

from typing import Any

import pytest
from fastapi import FastAPI

from app.views import queries
from tests.fixtures.people import PersonClient, SignIn

VIEW: dict[str, Any] = {
    "name": "Referral in the north",
    "page": "trends",
    "query": {"region": ["nordics"], "barrier": ["referral"], "q": ["letter"]},
    "shared": False,
}


def names(client: PersonClient) -> list[str]:
    return [view["name"] for view in client.get("/api/v1/views").json()["items"]]


def test_a_view_is_saved_shared_and_removed(app: FastAPI, lead: PersonClient, sign_in: SignIn) -> None:
    other = sign_in("lead", regions=["dach"])
    saved = lead.post("/api/v1/views", json=VIEW)
    assert saved.status_code == 201, saved.text
    view = saved.json()
    assert {name: view[name] for name in VIEW} == VIEW
    assert (view["own"], view["by"]["id"]) == (True, lead.person["id"])
    assert (names(lead), names(other)) == ([VIEW["name"]], [])

    path = f"/api/v1/views/{view['id']}"
    assert lead.put(path, json=VIEW | {"shared": True, "name": "North"}).status_code == 200
    (shared,) = other.get("/api/v1/views").json()["items"]
    assert (shared["name"], shared["own"], shared["query"]) == ("North", False, VIEW["query"])
    assert other.put(path, json=VIEW).status_code == 404
    assert other.delete(path).status_code == 404

    assert lead.delete(path).status_code == 204
    assert (names(lead), names(other)) == ([], [])
    with app.state.database.read() as session:
        lines = session.connection().exec_driver_sql(
            "SELECT action FROM audit_event WHERE object_kind = 'view' ORDER BY no"
        )
        assert lines.scalars().all() == ["view:saved", "view:saved", "view:removed"]


def test_a_name_is_taken_once_by_each(lead: PersonClient, sign_in: SignIn) -> None:
    lead.post("/api/v1/views", json=VIEW)
    assert lead.post("/api/v1/views", json=VIEW).status_code == 409
    assert sign_in("lead").post("/api/v1/views", json=VIEW).status_code == 201


def test_two_at_once_with_one_name_hear_that_it_is_taken(
    lead: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL two transactions may both find the name free: the database refuses the second, who asks again."""
    lead.post("/api/v1/views", json=VIEW)
    really, asked = queries.named, []

    def free_at_first(*given: Any) -> str | None:
        asked.append(given)
        return None if len(asked) == 1 else really(*given)

    monkeypatch.setattr(queries, "named", free_at_first)
    answer = lead.post("/api/v1/views", json=VIEW)
    assert (answer.status_code, len(asked)) == (409, 2)
    assert names(lead) == [VIEW["name"]]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"name": ""}, "/name"),
        ({"name": "x" * 81}, "/name"),
        ({"page": "admin"}, "/page"),
        ({"query": {"<b>": ["x"]}}, "/query/?"),
        ({"query": {"q": ["x" * 501]}}, "/query/q/0"),
        ({"shared": "yes"}, "/shared"),
        ({"more": 1}, "/more"),
    ],
)
def test_what_is_no_view_is_pointed_at(lead: PersonClient, change: dict[str, Any], pointer: str) -> None:
    answer = lead.post("/api/v1/views", json=VIEW | change)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].startswith(pointer)


def test_views_are_for_leads(msl: PersonClient, analyst: PersonClient) -> None:
    assert [who.get("/api/v1/views").status_code for who in (msl, analyst)] == [403, 403]
