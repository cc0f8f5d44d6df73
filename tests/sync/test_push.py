"""Nothing is lost, nothing is doubled, and one bad op harms no other."""

import hashlib
import json
import threading
from typing import Any
from uuid import uuid4

import pytest

from app.kit.clock import new_id
from app.sync.commands import op_hash
from app.sync.schemas import OpIn
from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient, SignIn


def test_a_saved_entry_arrives_whole(phone_of_msl: Phone, lead: PersonClient) -> None:
    op = phone_of_msl.create(
        text="Zwölf Wochen für die Elastographie. 👍",
        sub_barrier="capacity_wait",
        region="sweden_west",
        hcp_ref="HCP-0412",
        evidence=["10.1016/S0140-6736(20)30074-7"],
        flags=[{"rule": "adverse_event", "start": 0, "end": 4}],
    )
    (result,) = phone_of_msl.push(op)
    assert result["status"] == "applied"
    seen = lead.get(f"/api/v1/entries/{op['id']}").json()
    assert {name: seen[name] for name in op["fields"]} == op["fields"]
    assert seen["rev"] == 1
    assert seen["author"] == {
        "id": phone_of_msl.client.person["id"],
        "name": phone_of_msl.client.person["name"],
    }
    assert result["entry"]["data"] == seen


def test_sent_again_it_is_stored_once_and_answered_the_same(phone_of_msl: Phone) -> None:
    ops = [phone_of_msl.create(text=f"Note {n}") for n in range(5)]
    first = phone_of_msl.push(*ops)
    # An answer got lost: the same ops, in another batch and another order.
    again = phone_of_msl.push(*reversed(ops))
    assert [r["entry"] for r in first] == [r["entry"] for r in reversed(again)]
    assert len(phone_of_msl.pull_entries()) == 5
    assert {item["rev"] for item in phone_of_msl.pull_entries()} == {1}


def test_the_same_batch_arriving_many_times_at_once_is_stored_once(phone_of_msl: Phone) -> None:
    ops = [phone_of_msl.create(text=f"Note {n}") for n in range(20)]
    answers: list[Any] = []
    threads = [threading.Thread(target=lambda: answers.append(phone_of_msl.send(*ops))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {200}
    assert {r["status"] for answer in answers for r in answer.json()["results"]} == {"applied"}
    assert len(phone_of_msl.pull_entries()) == 20


def test_a_receipt_that_changes_nothing_moves_the_sequence_on(phone_of_msl: Phone) -> None:
    """A backup from before it is then behind what is remembered outside: or its phone would not be asked for it."""
    op = phone_of_msl.create()
    phone_of_msl.push(op, phone_of_msl.delete(op["id"], 1))
    head = phone_of_msl.pull()["head"]
    (result,) = phone_of_msl.push(phone_of_msl.delete(op["id"], 2))
    assert (result["status"], result["entry"]["rev"]) == ("applied", 2)
    assert phone_of_msl.pull()["head"] > head


def test_a_sent_op_never_changes(phone_of_msl: Phone) -> None:
    op = phone_of_msl.create(text="As it was sent.")
    phone_of_msl.push(op)
    (result,) = phone_of_msl.push(op | {"fields": {**op["fields"], "text": "Something else."}})
    assert result["status"] == "rejected"
    assert result["problem"]["type"] == "/problems/op-mismatch"
    assert phone_of_msl.pull_entries()[0]["data"]["text"] == "As it was sent."


def test_a_bad_op_is_named_field_by_field_and_the_good_ones_go_through(phone_of_msl: Phone) -> None:
    bad = phone_of_msl.create(barrier="no_such", text="", visited_on="2999-01-01", hcp_ref="x" * 65)
    good = phone_of_msl.create(text="Good.")
    rejected, applied = phone_of_msl.push(bad, good)
    assert (rejected["status"], applied["status"]) == ("rejected", "applied")
    assert rejected["problem"]["status"] == 422
    assert {error["pointer"] for error in rejected["problem"]["errors"]} == {
        f"/ops/0/fields/{name}" for name in ("barrier", "text", "visited_on", "hcp_ref")
    }
    assert len(phone_of_msl.pull_entries()) == 1
    # And told again, the phone hears the same.
    assert phone_of_msl.push(bad)[0]["problem"] == rejected["problem"]


def test_an_observation_needs_its_barrier_and_its_text(phone_of_msl: Phone) -> None:
    (result,) = phone_of_msl.push(phone_of_msl.create(barrier=None, text=None))
    assert {error["pointer"] for error in result["problem"]["errors"]} == {
        "/ops/0/fields/barrier",
        "/ops/0/fields/text",
    }


def test_a_visit_with_nothing_new_needs_neither(phone_of_msl: Phone) -> None:
    (result,) = phone_of_msl.push(phone_of_msl.create(kind="nothing_new", barrier=None, text=None))
    assert result["status"] == "applied"


def test_a_sub_barrier_belongs_to_its_barrier(phone_of_msl: Phone) -> None:
    wrong = phone_of_msl.create(barrier="referral", sub_barrier="test_access")
    anywhere = phone_of_msl.create(barrier="referral", sub_barrier="other_unsure")
    rejected, applied = phone_of_msl.push(wrong, anywhere)
    assert rejected["problem"]["errors"][0]["pointer"] == "/ops/0/fields/sub_barrier"
    assert applied["status"] == "applied"


def test_what_a_newer_phone_says_more_is_kept(phone_of_msl: Phone) -> None:
    op = phone_of_msl.create(mood="hopeful", later={"deep": [1, 2]}, author={"name": "forged"})
    phone_of_msl.push(op)
    data = phone_of_msl.pull_entries()[0]["data"]
    assert (data["mood"], data["later"]) == ("hopeful", {"deep": [1, 2]})
    assert data["author"]["name"] == phone_of_msl.client.person["name"]


def test_an_entry_without_a_region_lies_in_its_authors(phone_of_msl: Phone) -> None:
    (result,) = phone_of_msl.push(phone_of_msl.create())
    assert result["entry"]["data"]["region"] == "sweden"


def test_a_yes_to_the_safety_question_starts_the_clock(phone_of_msl: Phone) -> None:
    (result,) = phone_of_msl.push(phone_of_msl.create(safety_answer="yes"))
    data = result["entry"]["data"]
    assert data["safety_status"] == "suspected"
    assert data["aware_at"] == data["captured_at"]


def test_what_someone_else_typed_is_not_sent_in_my_name(sign_in: SignIn, phone_of_msl: Phone) -> None:
    other = sign_in("msl", regions=["germany"])
    op = phone_of_msl.create() | {"author": other.person["id"]}
    (result,) = phone_of_msl.push(op)
    assert (result["status"], result["problem"]["type"]) == ("rejected", "/problems/not-yours")
    assert phone_of_msl.pull_entries() == []


def test_nobody_changes_anothers_entry_nor_learns_that_it_exists(
    sign_in: SignIn, phone_of_msl: Phone
) -> None:
    mine = phone_of_msl.create(text="Mine.")
    phone_of_msl.push(mine)
    other = Phone(sign_in("msl", regions=["sweden"]))
    results = other.push(
        other.update(mine["id"], 1, text="Theirs."),
        other.delete(mine["id"], 1),
        other.update(mine["id"][:-1] + "0", 1),
    )
    assert [r["status"] for r in results] == ["rejected"] * 3
    assert len({r["problem"]["detail"] for r in results}) == 1
    assert other.pull_entries() == []
    assert phone_of_msl.pull_entries()[0]["data"]["text"] == "Mine."


def test_an_installation_belongs_to_one_person(sign_in: SignIn, phone_of_msl: Phone) -> None:
    phone_of_msl.push(phone_of_msl.create())
    other = Phone(sign_in("msl", regions=["germany"]), client_id=phone_of_msl.client_id)
    (result,) = other.push(other.create())
    assert (result["status"], result["problem"]["type"]) == ("rejected", "/problems/not-yours")


def test_only_those_who_write_entries_push(lead: PersonClient) -> None:
    phone = Phone(lead)
    assert phone.send(phone.create()).status_code == 403


def test_after_a_restore_the_server_says_which_ops_it_does_not_know(phone_of_msl: Phone) -> None:
    known, unknown = phone_of_msl.create(), phone_of_msl.create()
    phone_of_msl.push(known)
    answer = phone_of_msl.client.post(
        "/api/v1/sync/ops:check",
        json={"client_id": phone_of_msl.client_id, "ops": [known["op_id"], unknown["op_id"]]},
    )
    assert answer.json()["unknown"] == [unknown["op_id"]]


def test_what_this_life_of_the_server_refused_is_not_known_to_it(phone_of_msl: Phone) -> None:
    # A late answer of the life before may say that it was taken: nobody would hear of the refusal.
    refused = phone_of_msl.update(new_id(), 1, text="Of an entry that the restored server forgot.")
    (first,) = phone_of_msl.push(refused)
    assert first["status"] == "rejected"
    answer = phone_of_msl.client.post(
        "/api/v1/sync/ops:check",
        json={"client_id": phone_of_msl.client_id, "ops": [refused["op_id"]]},
    )
    assert answer.json()["unknown"] == [refused["op_id"]]
    assert phone_of_msl.push(refused) == [first]


def test_an_op_of_another_life_of_the_server_waits(phone_of_msl: Phone) -> None:
    # After a restore, an edit could otherwise come before its creation is sent again, and be refused for good.
    answer = phone_of_msl.send(phone_of_msl.update(new_id(), 1, text="Edited."), epoch=str(uuid4()))
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/epoch-changed")
    epoch = phone_of_msl.pull()["epoch"]
    assert answer.json()["epoch"] == epoch
    assert phone_of_msl.send(phone_of_msl.create(), epoch=epoch).status_code == 200


def test_ops_sent_with_anothers_cookie_leave_no_trace(sign_in: SignIn, phone_of_msl: Phone) -> None:
    # Somebody else signed in while the request was on its way. Once its author is back, everything still sends itself.
    other = sign_in("msl", regions=["germany"])
    op = phone_of_msl.create()
    answer = Phone(other, client_id=phone_of_msl.client_id).send(op).json()
    assert answer["person"] == other.person["id"]
    assert answer["results"][0]["problem"]["type"] == "/problems/not-yours"
    assert phone_of_msl.push(op)[0]["status"] == "applied"
    assert phone_of_msl.pull()["person"] == phone_of_msl.client.person["id"]


@pytest.mark.parametrize("says", [True, False], ids=["says-whose", "of-before"])
def test_a_report_alone_with_anothers_cookie_takes_nobodys_installation(
    sign_in: SignIn, phone_of_msl: Phone, says: bool
) -> None:
    # Its person gave up what was never sent: there is no op to tell by whose it is, and the server knows no such phone.
    other = sign_in("msl", regions=["germany"])
    whose = {"person": phone_of_msl.client.person["id"]} if says else {}
    given_up, op = phone_of_msl.create(), phone_of_msl.create()
    theirs = Phone(other, client_id=phone_of_msl.client_id)
    answer = theirs.send(given_up=[given_up["op_no"]], **whose)
    assert (answer.status_code, answer.json()["person"]) == (200, other.person["id"])
    assert phone_of_msl.push(op)[0]["status"] == "applied"


def test_a_report_alone_is_kept_for_its_person(phone_of_msl: Phone, lead: PersonClient) -> None:
    given_up, op = phone_of_msl.create(), phone_of_msl.create()
    whose = {"person": phone_of_msl.client.person["id"]}
    assert phone_of_msl.send(given_up=[given_up["op_no"]], **whose).status_code == 200
    phone_of_msl.push(op)
    (device,) = lead.get("/api/v1/sync/devices").json()["items"]
    assert (device["missing"], device["person"]["id"]) == (0, whose["person"])


def test_the_hash_of_an_op_holds_only_what_it_says() -> None:
    # A name that a later server learns must not turn every stored receipt into a mismatch.
    said = {
        "op_id": str(uuid4()),
        "op_no": 1,
        "author": str(uuid4()),
        "id": new_id(),
        "kind": "delete",
        "base": 1,
    }
    op = OpIn.model_validate(said | {"device_time": "2026-11-20T14:32:00+01:00"})
    text = json.dumps(said | {"device_time": op.device_time}, sort_keys=True, separators=(",", ":"))
    assert op_hash(op) == hashlib.sha256(text.encode()).hexdigest()
