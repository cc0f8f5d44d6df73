"""An administrator finds people, on both databases alike."""

from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from tests.fixtures.people import PersonClient, SignIn


@pytest.fixture
def people(sign_in: SignIn) -> dict[str, PersonClient]:
    """Two with letters that a database folds the case of in its own way."""
    return {
        "msl": sign_in("msl", regions=["sweden"], email="asa@test.example"),
        "lead": sign_in("lead", email="lead_100%@test.example"),
    }


def listed(admin: PersonClient, **query: Any) -> list[str]:
    answer = admin.get("/api/v1/people", params=query)
    assert answer.status_code == 200, answer.text
    return [one["email"] for one in answer.json()["items"]]


def test_people_are_found_by_name_address_role_and_state(
    admin: PersonClient, people: dict[str, PersonClient], app: FastAPI
) -> None:
    with app.state.database.write() as session:
        session.execute(text("UPDATE person SET name = 'Åsa Öberg' WHERE email = 'asa@test.example'"))
        session.execute(
            text("UPDATE person SET active = false WHERE email = :email"), {"email": people["lead"].email}
        )
    everybody = [admin.email, people["lead"].email, "asa@test.example"]
    assert set(listed(admin)) == set(everybody)
    for words in ("åsa", "Öberg", "ASA@test"):
        assert listed(admin, q=words) == ["asa@test.example"]
    assert listed(admin, q="_100%") == [people["lead"].email]
    assert listed(admin, q="%") == [people["lead"].email]
    assert listed(admin, role="msl") == ["asa@test.example"]
    assert listed(admin, state="suspended") == [people["lead"].email]
    assert listed(admin, state="erased") == []

    paged: list[str] = []
    query: dict[str, Any] = {"limit": 1}
    while True:
        page = admin.get("/api/v1/people", params=query).json()
        paged += [one["email"] for one in page["items"]]
        assert page["total"] == 3
        if page["next"] is None:
            break
        query["cursor"] = page["next"]
    assert paged == listed(admin)
    assert admin.get("/api/v1/people", params={"cursor": "nonsense"}).status_code == 400
    row = next(one for one in admin.get("/api/v1/people").json()["items"] if one["roles"] == ["msl"])
    assert (row["regions"], row["state"], row["sessions"]) == (["sweden"], "active", 1)
