"""Phones react while a lead links, splits and reads: nobody waits for each other for ever, and the counts are right."""

import threading
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

from tests.fixtures.entries import store_entries
from tests.fixtures.field import Phone
from tests.fixtures.people import PersonClient, SignIn
from tests.themes.desk import done, link, make, page


def test_reactions_and_links_at_once_are_all_counted(
    app: FastAPI, lead: PersonClient, sign_in: SignIn
) -> None:
    phones = [Phone(sign_in("msl", regions=["sweden"])) for _ in range(3)]
    made = make(lead)["id"]
    noted = store_entries(app, phones[0].client.person["id"], [{"region": "sweden"} for _ in range(6)])
    failed: list[BaseException] = []

    def react(phone: Phone) -> None:
        said = {"kind": "reaction", "theme_id": made, "stance": "supports", "barrier": None, "text": None}
        for _ in range(5):
            op = phone.create(**said)
            assert phone.push(op)[0]["status"] == "applied"
            assert phone.push(phone.update(op["id"], 1, hcp_ref="hcp"))[0]["status"] == "applied"

    def curate(client: PersonClient) -> None:
        for entry in noted:
            client.get(f"/api/v1/entries/{entry}")
            done(client.post(f"/api/v1/themes/{made}/links", json={"links": [link(entry)]}))

    def watched(work: Callable[[Any], None], who: Any) -> None:
        try:
            work(who)
        except BaseException as error:
            failed.append(error)

    jobs = [threading.Thread(target=watched, args=(react, phone)) for phone in phones]
    jobs += [threading.Thread(target=watched, args=(curate, client)) for client in (lead, sign_in("lead"))]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    assert failed == []
    side = page(lead, made)["corroboration"]["supports"]
    assert (side["entries"], side["hcps"]) == (6 + 15, 1)
    assert done(lead.get("/api/v1/loop"))["never_read"]["n"] == 15
