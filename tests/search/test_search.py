"""Search over HTTP, by one contract on SQLite and PostgreSQL: what is found, in which order, marked where."""

from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.entries import queries
from app.entries import search as searching
from tests.fixtures.entries import store_entries
from tests.fixtures.people import PersonClient, SignIn


def ask(client: PersonClient, q: str, **query: Any) -> dict[str, Any]:
    answer = client.get("/api/v1/search", params={"q": q} | query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def texts(found: dict[str, Any]) -> list[str]:
    return [item["entry"]["text"].strip() for item in found["items"]]


def test_the_best_come_first_or_the_newest(app: FastAPI, lead: PersonClient) -> None:
    wanted = [
        "Scan. " * 3 + "The result of a scan, and another result.",
        "Nobody chases the scan result.",
        "A long story about a scan in one town and, far behind it, without any link, of a resulting letter. "
        * 2,
    ]
    store_entries(app, lead.person["id"], [{"text": text} for text in [wanted[2], wanted[0], wanted[1]]])
    assert texts(ask(lead, "scan result")) == [text.strip() for text in (wanted[1], wanted[0], wanted[2])]
    newest = ask(lead, "scan result", order="newest")
    assert texts(newest) == [text.strip() for text in (wanted[1], wanted[0], wanted[2])]
    assert (newest["total"], newest["total_is_exact"], newest["ranked"]) == (3, True, None)
    assert ask(lead, "scan result")["ranked"] == 3
    assert newest["words"] == [["scan"], ["result"]]


@pytest.mark.parametrize("many", [3, 80])
def test_a_long_beginning_finds_every_word_that_begins_so(
    app: FastAPI, lead: PersonClient, many: int
) -> None:
    """Few words are asked for one by one, many by their beginning: nobody sees which."""
    endings = [chr(ord("a") + n // 26) + chr(ord("a") + n % 26) for n in range(many)]
    rows = [{"text": f"A second consult{end}."} for end in endings]
    others = [{"text": text} for text in ("Second: consul.", "Consultaa, second.", "A third consultaa.")]
    store_entries(app, lead.person["id"], rows + others)
    assert ask(lead, "second consult")["total"] == many + 1
    assert ask(lead, '"second consult"', limit=100)["total"] == many
    assert ask(lead, "consultab second")["total"] == 1
    assert ask(lead, "consultzz")["total"] == 0


def test_hits_are_marked_in_each_field(app: FastAPI, lead: PersonClient) -> None:
    text, step = "Befunde kommen zurück.", "Zurück zum Hausarzt."
    store_entries(app, lead.person["id"], [{"text": text, "next_step": step}])
    (hit,) = ask(lead, "zuruck")["items"]
    assert hit["highlights"] == [
        {"field": "text", "start": 15, "end": 21},
        {"field": "next_step", "start": 0, "end": 6},
    ]
    assert hit["entry"]["author"]["id"] == lead.person["id"]


@pytest.mark.parametrize("order", ["best", "newest"])
def test_pages_hold_every_hit_once_whatever_arrives_meanwhile(
    app: FastAPI, lead: PersonClient, order: str
) -> None:
    author = lead.person["id"]
    ids = store_entries(app, author, [{"text": f"letter {'letter ' * (n % 4)}{n}"} for n in range(23)])
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = ask(lead, "letter", order=order, limit=5, **cursor)
        seen += [item["entry"]["id"] for item in page["items"]]
        store_entries(app, author, [{"text": "letter letter letter"}])
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert sorted(seen) == sorted(ids)


def test_only_what_one_may_see_is_found(
    app: FastAPI, sign_in: SignIn, msl: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"region": "sweden"}, {"region": "italy"}, {"region": "sweden", "deleted": True}]
    store_entries(app, msl.person["id"], [{"text": "One letter"} | row for row in rows])
    totals = [
        ask(sign_in(role, regions=regions), "letter")["total"]
        for role, regions in (("lead", None), ("lead", ["nordics"]), ("msl", ["sweden"]))
    ]
    assert totals == [2, 1, 0]
    for few in (
        searching.FEW_OF_ONE_AUTHOR,
        0,
    ):  # what one person wrote is looked for in another way than all
        monkeypatch.setattr(searching, "FEW_OF_ONE_AUTHOR", few)
        own = ask(msl, "letter")
        assert (own["total"], len(own["items"])) == (2, 2)
    assert ask(sign_in("lead"), "letter", region="italy", barrier="referral")["total"] == 1
    assert sign_in("analyst").get("/api/v1/search", params={"q": "x"}).status_code == 403


def test_what_is_many_is_counted_to_a_bound(
    app: FastAPI, lead: PersonClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_entries(app, lead.person["id"], [{"text": "letter"}] * 6)
    for module in (queries, searching):
        monkeypatch.setattr(module, "MOST_COUNTED", 5)
    for found in (ask(lead, "letter"), lead.get("/api/v1/entries", params={"q": "letter"}).json()):
        assert (found["total"], found["total_is_exact"]) == (5, False)
    whole = lead.get("/api/v1/entries", params={"q": "letter", "count": "exact"}).json()
    assert (whole["total"], whole["total_is_exact"]) == (6, True)
    assert len(ask(lead, "letter", order="newest", limit=6)["items"]) == 6


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": "a" * 10_000},
        {"q": "a", "limit": "101"},
        {"q": "a", "order": "worst"},
        {"q": "a", "barrier": "NOT a code"},
        {"q": "a", "page": "2"},
    ],
)
def test_what_can_not_be_asked_is_said(lead: PersonClient, query: dict[str, str]) -> None:
    answer = lead.get("/api/v1/search", params=query)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("cursor", ["", "x", "WzEsInNlYXJjaCIsIm5ld2VzdCIsMSwtMV0", "WzEsInB1bGwiLCJhIiwxXQ"])
def test_a_cursor_of_another_kind_is_refused(lead: PersonClient, cursor: str) -> None:
    answer = lead.get("/api/v1/search", params={"q": "a", "cursor": cursor})
    assert answer.status_code == 400


TYPED = st.text(max_size=60) | st.text(alphabet="\"'*():-^{}[]%_\\&|!<>~+=$ aN0ä🙂\x00\u0308", max_size=40)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    TYPED | st.sampled_from(['"', "*", "NEAR(a b)", "%", "🙂", "a OR", "a AND NOT b", "words:a", "^a", "{a}"])
)
def test_whatever_is_typed_gets_an_answer(lead: PersonClient, q: str) -> None:
    # A lone surrogate can't be in an address at all: clients replace it before they send.
    q = q.encode("utf-8", "replace").decode()
    assert lead.get("/api/v1/search", params={"q": q}).status_code == 200
