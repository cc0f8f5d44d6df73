"""A phone can prove to itself that it holds everything."""

import hashlib

from tests.fixtures.field import Phone


def test_it_is_the_hash_of_what_was_pulled(phone_of_msl: Phone) -> None:
    ops = [phone_of_msl.create(text=f"Note {n}") for n in range(9)]
    phone_of_msl.push(*ops)
    phone_of_msl.push(
        phone_of_msl.update(ops[0]["id"], 1, text="Changed."), phone_of_msl.delete(ops[1]["id"], 1)
    )
    page = phone_of_msl.pull()
    held = sorted((item["id"], item["rev"]) for item in page["items"] if item["kind"] == "entry")
    lines = "".join(f"{entry_id}:{rev}\n" for entry_id, rev in held)
    answer = phone_of_msl.client.get("/api/v1/sync/digest", params={"upto": page["cursor"]}).json()
    assert (answer["count"], answer["upto"], answer["head"]) == (9, page["head"], page["head"])
    assert answer["hash"] == hashlib.sha256(lines.encode()).hexdigest()


def test_it_differs_when_one_entry_is_missing_or_older(phone_of_msl: Phone) -> None:
    op = phone_of_msl.create()
    phone_of_msl.push(op)
    before = phone_of_msl.pull()["cursor"]
    phone_of_msl.push(phone_of_msl.update(op["id"], 1, text="Newer."))
    after = phone_of_msl.pull()["cursor"]

    def ask(cursor: str) -> dict[str, object]:
        found: dict[str, object] = phone_of_msl.client.get(
            "/api/v1/sync/digest", params={"upto": cursor}
        ).json()
        return found

    assert ask(after)["count"] == 1
    # The entry moved on: up to the older cursor there is nothing any more, and the head says so.
    assert (ask(before)["count"], ask(before)["head"]) == (0, ask(after)["upto"])
