"""What a phone pulls: all it may see, once each, in order, and nothing it may not."""

import random
import threading
from typing import Any

from app.kit import cursors
from app.kit.clock import new_id
from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient, SignIn


def test_a_cursor_gives_exactly_what_changed_since(phone_of_msl: Phone) -> None:
    first = phone_of_msl.create(text="Before.")
    phone_of_msl.push(first)
    page = phone_of_msl.pull()
    assert not page["more"]
    assert phone_of_msl.pull(page["cursor"])["items"] == []
    second = phone_of_msl.create(text="After.")
    phone_of_msl.push(second, phone_of_msl.update(first["id"], 1, text="Before, changed."))
    items = phone_of_msl.pull(page["cursor"])["items"]
    assert [(item["id"], item["data"]["text"]) for item in items] == [
        (second["id"], "After."),
        (first["id"], "Before, changed."),
    ]


def test_small_pages_add_up_to_the_whole(phone_of_msl: Phone) -> None:
    phone_of_msl.push(*(phone_of_msl.create(text=f"Note {n}") for n in range(30)))
    whole = phone_of_msl.pull()
    seen: list[Any] = []
    page = phone_of_msl.pull(limit=7)
    while True:
        seen += page["items"]
        if not page["more"]:
            break
        page = phone_of_msl.pull(page["cursor"], limit=7)
    assert seen == whole["items"]
    assert [item["seq"] for item in seen] == sorted({item["seq"] for item in seen})
    assert {item["id"] for item in seen if item["kind"] == "vocabulary"} >= {
        "barrier",
        "sub_barrier",
        "region",
    }


def test_an_msl_pulls_own_entries_and_a_lead_those_in_scope(sign_in: SignIn) -> None:
    swede, german = (
        Phone(sign_in("msl", regions=["sweden"])),
        Phone(sign_in("msl", regions=["germany_north"])),
    )
    swede.push(swede.create(text="From Sweden."))
    german.push(german.create(text="From Germany."))
    texts = {
        roots: [item["data"]["text"] for item in Phone(sign_in("lead", regions=roots)).pull_entries()]
        for roots in (("nordics",), ("dach",), ("nordics", "dach"), ("italy",))
    }
    assert texts == {
        ("nordics",): ["From Sweden."],
        ("dach",): ["From Germany."],
        ("nordics", "dach"): ["From Sweden.", "From Germany."],
        ("italy",): [],
    }
    assert [item["data"]["text"] for item in swede.pull_entries()] == ["From Sweden."]


def test_a_cursor_of_another_life_of_the_server_or_ahead_of_it_is_a_conflict(phone_of_msl: Phone) -> None:
    page = phone_of_msl.pull()
    ask = phone_of_msl.client.get
    for cursor, kind in (
        (cursors.encode("pull", new_id(), 0), "/problems/epoch-changed"),
        (cursors.encode("pull", page["epoch"], page["head"] + 1), "/problems/cursor-ahead"),
    ):
        answer = ask("/api/v1/sync/pull", params={"cursor": cursor})
        assert (answer.status_code, answer.json()["type"]) == (409, kind)
    assert ask("/api/v1/sync/pull", params={"cursor": "nonsense"}).status_code == 400


def test_a_reader_never_skips_a_row_that_commits_late(sign_in: SignIn) -> None:
    """Several writers with large and small batches, one reader that follows: every row once, none missed."""
    reader = Phone(sign_in("lead"))
    writers = [Phone(sign_in("msl", regions=["sweden"])) for _ in range(6)]
    done = threading.Event()
    seen: list[str] = []

    def follow() -> None:
        cursor = None
        while True:
            last_round = done.is_set()
            page = reader.pull(cursor, limit=50)
            seen.extend(item["id"] for item in page["items"] if item["kind"] == "entry")
            cursor = page["cursor"]
            if last_round and not page["more"]:
                return

    def write(phone: Phone) -> None:
        pick = random.Random(phone.client_id)
        for _ in range(12):
            phone.push(*(phone.create() for _ in range(pick.choice([1, 1, 5, 20]))))

    following = threading.Thread(target=follow)
    following.start()
    writing = [threading.Thread(target=write, args=(phone,)) for phone in writers]
    for thread in writing:
        thread.start()
    for thread in writing:
        thread.join()
    done.set()
    following.join()
    assert sorted(seen) == sorted(item["id"] for phone in writers for item in phone.pull_entries())
    assert len(seen) == len(set(seen)) == sum(phone.op_no for phone in writers)


def test_a_change_of_scope_is_told(phone_of_msl: Phone, lead: PersonClient) -> None:
    assert phone_of_msl.pull()["scope_version"] == Phone(lead).pull()["scope_version"] == 1
