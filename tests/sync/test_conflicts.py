"""Two devices of one person: nothing anyone typed is dropped."""

from dataclasses import replace
from uuid import uuid4

import pytest
from fastapi import FastAPI

from app.changes.life import begin_epoch
from tests.fixtures.field import Phone


@pytest.fixture
def tablet(phone_of_msl: Phone) -> Phone:
    """The same person's second device."""
    return replace(phone_of_msl, client_id=str(uuid4()), op_no=0)


@pytest.fixture
def shared(phone_of_msl: Phone) -> str:
    """An entry both devices have at rev 1."""
    op = phone_of_msl.create(text="First words.", next_step="Call back.")
    phone_of_msl.push(op)
    entry_id: str = op["id"]
    return entry_id


def data_of(phone: Phone, entry_id: str) -> dict[str, object]:
    data: dict[str, object] = phone.client.get(f"/api/v1/entries/{entry_id}").json()
    return data


def test_edits_of_different_fields_both_stand(phone_of_msl: Phone, tablet: Phone, shared: str) -> None:
    (first,) = phone_of_msl.push(phone_of_msl.update(shared, 1, text="Better words."))
    (second,) = tablet.push(tablet.update(shared, 1, next_step="Write instead."))
    assert (first["status"], second["status"]) == ("applied", "applied")
    data = data_of(tablet, shared)
    assert (data["text"], data["next_step"], data["rev"]) == ("Better words.", "Write instead.", 3)


def test_two_edits_of_one_field_become_two_entries(phone_of_msl: Phone, tablet: Phone, shared: str) -> None:
    phone_of_msl.push(phone_of_msl.update(shared, 1, text="From the phone."))
    op = tablet.update(shared, 1, text="From the tablet.")
    (result,) = tablet.push(op)
    assert result["status"] == "conflict_copy"
    assert data_of(tablet, shared)["text"] == "From the phone."
    copy = data_of(tablet, result["copy_id"])
    assert (copy["text"], copy["copy_of"], copy["next_step"]) == ("From the tablet.", shared, "Call back.")
    # A replay leads to the same copy, not to another one.
    assert tablet.push(op)[0]["copy_id"] == result["copy_id"]
    assert len(tablet.pull_entries()) == 2


def test_a_copy_is_an_entry_like_any_other(phone_of_msl: Phone, tablet: Phone, shared: str) -> None:
    """Its id is not one that a phone made, and yet it is edited, marked as settled, and retracted."""
    phone_of_msl.push(phone_of_msl.update(shared, 1, text="From the phone."))
    (result,) = tablet.push(tablet.update(shared, 1, text="From the tablet."))
    copy = result["copy_id"]
    (settled,) = tablet.push(tablet.update(copy, 1, kept_apart=shared))
    assert (settled["status"], settled["entry"]["data"]["kept_apart"]) == ("applied", shared)
    (retracted,) = phone_of_msl.push(phone_of_msl.delete(copy, 2))
    assert (retracted["status"], retracted["entry"]["deleted"]) == ("applied", True)


def test_the_same_edit_on_both_is_no_conflict(phone_of_msl: Phone, tablet: Phone, shared: str) -> None:
    phone_of_msl.push(phone_of_msl.update(shared, 1, text="Same words."))
    (result,) = tablet.push(tablet.update(shared, 1, text="Same words."))
    assert result["status"] == "applied"
    assert data_of(tablet, shared)["rev"] == 2


def test_a_device_does_not_conflict_with_itself(phone_of_msl: Phone, shared: str) -> None:
    """Two edits typed offline, one after the other, both on rev 1."""
    results = phone_of_msl.push(
        phone_of_msl.update(shared, 1, text="Second words."),
        phone_of_msl.update(shared, 1, text="Third words."),
    )
    assert [r["status"] for r in results] == ["applied", "applied"]
    assert data_of(phone_of_msl, shared)["text"] == "Third words."


def test_a_retraction_stands_back_for_an_edit_elsewhere(
    phone_of_msl: Phone, tablet: Phone, shared: str
) -> None:
    phone_of_msl.push(phone_of_msl.update(shared, 1, text="More to it."))
    (result,) = tablet.push(tablet.delete(shared, 1))
    assert (result["status"], result["problem"]["type"]) == ("rejected", "/problems/changed-since")
    assert data_of(tablet, shared)["deleted"] is False


def test_an_edit_brings_a_retracted_entry_back(phone_of_msl: Phone, tablet: Phone, shared: str) -> None:
    phone_of_msl.push(phone_of_msl.delete(shared, 1, reason="Wrong visit."))
    (item,) = tablet.pull_entries()
    assert (item["deleted"], item["data"], item["rev"]) == (True, None, 2)
    (result,) = tablet.push(tablet.update(shared, 1, text="Not wrong after all."))
    assert result["status"] == "applied"
    assert (data_of(tablet, shared)["deleted"], data_of(tablet, shared)["text"]) == (
        False,
        "Not wrong after all.",
    )


def test_each_revision_stays_with_who_when_and_why(phone_of_msl: Phone, shared: str) -> None:
    phone_of_msl.push(phone_of_msl.update(shared, 1, text="Second words."))
    phone_of_msl.push(phone_of_msl.delete(shared, 2, reason="Wrong visit."))
    phone_of_msl.push(phone_of_msl.update(shared, 3, text="Third words."))
    history = phone_of_msl.client.get(f"/api/v1/entries/{shared}/history").json()["items"]
    assert [line["action"] for line in history] == ["create", "update", "delete", "restore"]
    assert [line["rev"] for line in history] == [1, 2, 3, 4]
    assert history[1]["changes"] == {"text": {"before": "First words.", "after": "Second words."}}
    assert history[2]["reason"] == "Wrong visit."
    assert {line["by"]["id"] for line in history} == {phone_of_msl.client.person["id"]}
    assert all(line["device_time"].endswith("+01:00") and line["at"].endswith("Z") for line in history)


def test_no_rev_is_given_out_twice_though_a_backup_came_back(
    app: FastAPI, phone_of_msl: Phone, tablet: Phone, shared: str
) -> None:
    # Rev 2 was lost with the restore, and the tablet has seen it. What others write now is not what it saw.
    with app.state.database.write() as session:
        begin_epoch(session, None)
    (written,) = phone_of_msl.push(phone_of_msl.update(shared, 1, text="Written after the restore."))
    assert written["entry"]["rev"] > 1_000_000
    (result,) = tablet.push(tablet.update(shared, 2, text="Typed on the lost rev 2."))
    assert result["status"] == "conflict_copy"
    assert data_of(tablet, shared)["text"] == "Written after the restore."


def test_the_same_copy_made_in_two_lives_is_not_taken_for_one(
    app: FastAPI, phone_of_msl: Phone, tablet: Phone, shared: str
) -> None:
    phone_of_msl.push(phone_of_msl.update(shared, 1, text="First."))
    mine = tablet.update(shared, 1, text="Second.")
    with app.state.database.write() as session:
        begin_epoch(session, None)
    # On the server's last life the copy had rev 1 and no next step; meanwhile the original has got one.
    phone_of_msl.push(phone_of_msl.update(shared, 2, next_step="Call the lab."))
    (result,) = tablet.push(mine)
    copy = result["copy_id"]
    assert data_of(tablet, copy)["rev"] > 1_000_000
    (late,) = tablet.push(tablet.update(copy, 1, next_step="Write to the lab."))
    assert late["status"] == "conflict_copy"
    assert data_of(tablet, copy)["next_step"] == "Call the lab."


def test_an_entry_made_anew_after_a_restore_is_not_taken_for_the_one_before(
    app: FastAPI, phone_of_msl: Phone, tablet: Phone
) -> None:
    # The backup lacks an entry of which the tablet has seen rev 1. The phone makes it anew, with other words.
    with app.state.database.write() as session:
        begin_epoch(session, None)
    op = phone_of_msl.create(text="Made after the restore.", next_step="Call the lab.")
    (made,) = phone_of_msl.push(op)
    assert made["entry"]["rev"] > 1_000_000
    (late,) = tablet.push(tablet.update(op["id"], 1, text="Typed on rev 1 of the life before."))
    assert late["status"] == "conflict_copy"
    (retracted,) = tablet.push(tablet.delete(op["id"], 1))
    assert retracted["problem"]["type"] == "/problems/changed-since"
    assert data_of(tablet, op["id"])["text"] == "Made after the restore."
    # Who has seen it edits it as ever.
    seen = tablet.update(op["id"], made["entry"]["rev"], next_step="Write to the lab.")
    assert tablet.push(seen)[0]["status"] == "applied"


def test_who_never_saw_an_entry_does_not_retract_it(tablet: Phone, shared: str) -> None:
    (result,) = tablet.push(tablet.delete(shared, 0))
    assert result["problem"]["type"] == "/problems/changed-since"
