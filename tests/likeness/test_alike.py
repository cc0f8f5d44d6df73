"""`GET /entries/{id}/alike`: what resembles an entry, for those who may see both, whatever happened to it since."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import select

from app.kit.tables import table
from app.likeness.commands import carry_on_by, start_again
from app.likeness.models import IndexState, Posting, Stem
from tests.fixtures.entries import store_entries
from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient, SignIn

ASKED = "Elastography is only at the university hospital; GPs can't order it."
ALIKE = "For elastography the GP has to send people to the university."
OTHERS = (
    "Letters come back with no plan.",
    "Nobody owns the list of raised values.",
    "The nurse left in May.",
)


def found(client: PersonClient, entry_id: str, **params: Any) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/entries/{entry_id}/alike", params=params)
    assert answer.status_code == 200, answer.text
    page = answer.json()
    assert page["up_to_date"] is True
    items: list[dict[str, Any]] = page["items"]
    return items


def texts(items: list[dict[str, Any]]) -> list[str]:
    return [item["entry"]["text"] for item in items]


def test_the_most_alike_comes_first_with_its_reasons(phone_of_msl: Phone, lead: PersonClient) -> None:
    first = phone_of_msl.create(
        text=ASKED, region="sweden", barrier="diagnostic_pathway", sub_barrier="test_access"
    )
    other = phone_of_msl.create(
        text=ALIKE, region="norway", barrier="diagnostic_pathway", sub_barrier="test_access"
    )
    phone_of_msl.push(first, other, *(phone_of_msl.create(text=text) for text in OTHERS))
    best = found(lead, first["id"])[0]
    assert best["entry"]["id"] == other["id"]
    assert best["entry"]["author"]["id"] == phone_of_msl.client.person["id"]
    assert set(best["shared"]) == {"elastography", "university"}
    assert (best["same_sub_barrier"], best["same_region"]) == (True, False)
    assert 0.3 < best["cosine"] < 1


def test_of_two_equals_the_one_from_the_same_place_comes_first(
    phone_of_msl: Phone, lead: PersonClient
) -> None:
    asked = phone_of_msl.create(text=ASKED, region="sweden")
    same = phone_of_msl.create(text=ALIKE, region="sweden")
    later = phone_of_msl.create(text=ALIKE, region="norway")
    phone_of_msl.push(asked, same, later)
    assert [item["entry"]["id"] for item in found(lead, asked["id"])] == [same["id"], later["id"]]


def test_nobody_learns_of_entries_that_are_not_theirs_to_see(
    app: FastAPI, sign_in: SignIn, msl: PersonClient
) -> None:
    swedish, norwegian = store_entries(
        app, msl.person["id"], [{"text": ASKED, "region": "sweden"}, {"text": ALIKE, "region": "norway"}]
    )
    lead = sign_in("lead", regions=["sweden"])
    assert found(lead, swedish) == []
    for client in (lead, sign_in("msl", regions=["norway"])):
        answer = client.get(f"/api/v1/entries/{norwegian}/alike")
        assert (answer.status_code, answer.json()["type"]) == (404, "/problems/not-found")


def test_who_sees_little_still_finds_it_behind_a_thousand_others(
    app: FastAPI, sign_in: SignIn, msl: PersonClient
) -> None:
    mine = [{"text": ASKED, "region": "sweden"}, {"text": ALIKE, "region": "sweden"}]
    theirs = [{"text": f"{ALIKE} Ward {number}.", "region": "norway"} for number in range(450)]
    asked, wanted, *_ = store_entries(app, msl.person["id"], mine + theirs)
    lead = sign_in("lead", regions=["sweden"])
    while not (page := lead.get(f"/api/v1/entries/{asked}/alike").json())["up_to_date"]:
        pass
    assert [item["entry"]["id"] for item in page["items"]] == [wanted]


def test_an_edit_counts_with_its_new_words_and_a_retraction_not_at_all(
    phone_of_msl: Phone, lead: PersonClient
) -> None:
    asked, other = phone_of_msl.create(text=ASKED), phone_of_msl.create(text=OTHERS[0])
    phone_of_msl.push(asked, other)
    assert found(lead, asked["id"]) == []
    phone_of_msl.push(phone_of_msl.update(other["id"], 1, text=ALIKE))
    assert texts(found(lead, asked["id"])) == [ALIKE]
    phone_of_msl.push(phone_of_msl.delete(other["id"], 2))
    assert found(lead, asked["id"]) == []
    phone_of_msl.push(phone_of_msl.update(other["id"], 3, text=f"{ALIKE} Still."))
    assert texts(found(lead, asked["id"])) == [f"{ALIKE} Still."]


def test_no_more_than_asked_for_and_nothing_for_a_visit_without_words(
    phone_of_msl: Phone, lead: PersonClient
) -> None:
    asked, silent = (
        phone_of_msl.create(text=ASKED),
        phone_of_msl.create(kind="nothing_new", text=None, barrier=None),
    )
    phone_of_msl.push(asked, silent, *(phone_of_msl.create(text=f"{ALIKE} {n}") for n in range(8)))
    assert len(found(lead, asked["id"])) == 5
    assert len(found(lead, asked["id"], limit=2)) == 2
    assert found(lead, silent["id"]) == []
    assert lead.get(f"/api/v1/entries/{asked['id']}/alike", params={"limit": 0}).status_code == 422


def test_an_author_finds_only_their_own(sign_in: SignIn, phone_of_msl: Phone) -> None:
    other = Phone(sign_in("msl", regions=["sweden"]))
    asked, own = phone_of_msl.create(text=ASKED), phone_of_msl.create(text=ALIKE)
    phone_of_msl.push(asked, own)
    other.push(other.create(text=ALIKE))
    assert [item["entry"]["id"] for item in found(phone_of_msl.client, asked["id"])] == [own["id"]]


def index(app: FastAPI) -> tuple[Any, ...]:
    """All that the index holds."""
    with app.state.database.read() as session:
        return tuple(
            sorted(tuple(row) for row in session.execute(select(table(model))))
            for model in (IndexState, Stem, Posting)
        )


def test_no_push_waits_for_the_index(app: FastAPI, phone_of_msl: Phone) -> None:
    op = phone_of_msl.create(text=ASKED)
    phone_of_msl.push(op)
    phone_of_msl.push(phone_of_msl.update(op["id"], 1, text=ALIKE))
    assert index(app) == ([], [], [])
    assert carried_on(app, 10)[0] != []


def carried_on(app: FastAPI, most: int) -> tuple[Any, ...]:
    """The index after it was carried on in steps of so many revisions."""
    more = True
    while more:
        with app.state.database.write() as session:
            more = carry_on_by(session, most)
    return index(app)


@pytest.mark.parametrize("steps", [1, 2, 3, 7])
def test_the_index_is_the_same_however_it_was_carried_on(
    app: FastAPI, phone_of_msl: Phone, steps: int
) -> None:
    ops = [phone_of_msl.create(text=text) for text in (ASKED, ALIKE, *OTHERS)]
    phone_of_msl.push(*ops)
    carried_on(app, steps)
    history: list[Callable[[], Any]] = [
        lambda: phone_of_msl.update(ops[0]["id"], 1, text=OTHERS[2]),
        lambda: phone_of_msl.update(ops[0]["id"], 2, text=f"{ASKED} Again."),
        lambda: phone_of_msl.delete(ops[1]["id"], 1),
        lambda: phone_of_msl.update(ops[1]["id"], 2, text="Biopsies take weeks."),
        lambda: phone_of_msl.update(ops[2]["id"], 1, next_step="Ask again."),
        lambda: phone_of_msl.delete(ops[3]["id"], 1),
    ]
    for op in history:
        phone_of_msl.push(op())
    before = carried_on(app, steps)
    with app.state.database.write() as session:
        start_again(session)
    assert carried_on(app, 1_000) == before
    (((_, _, _, entries),), stems, postings) = before
    assert entries == 4
    assert dict(stems) == {stem: sum(one == stem for one, _ in postings) for stem, _ in stems}


def test_another_version_of_the_method_begins_afresh(
    app: FastAPI, phone_of_msl: Phone, lead: PersonClient
) -> None:
    asked, other = phone_of_msl.create(text=ASKED), phone_of_msl.create(text=ALIKE)
    phone_of_msl.push(asked, other)
    found(lead, asked["id"])
    before = index(app)
    with app.state.database.write() as session:
        session.execute(table(IndexState).update().values(version=0))
        session.execute(table(Posting).delete())
    assert texts(found(lead, asked["id"])) == [ALIKE]
    assert index(app) == before


def test_many_may_ask_at_once_for_the_first_time(app: FastAPI, msl: PersonClient, lead: PersonClient) -> None:
    asked, other = store_entries(app, msl.person["id"], [{"text": ASKED}, {"text": ALIKE}])
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: lead.get(f"/api/v1/entries/{asked}/alike"), range(6)))
    assert [answer.status_code for answer in answers] == [200] * 6
    assert all(answer.json()["items"][0]["entry"]["id"] == other for answer in answers)
    assert max(count for _, count in index(app)[1]) == 2
