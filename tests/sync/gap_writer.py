"""One writing process of the gap test: `python -m tests.sync.gap_writer URL PERSON TRANSACTIONS SEED`.

Each transaction pushes one entry through the product's own code. Beside it stands the control: the same transaction
takes a number of a plain sequence at its start, as a `bigserial` column would.
"""

import random
import sys
import time
from typing import Any

from sqlalchemy import text

from app.auth.actor import Actor
from app.auth.permissions import permissions_of
from app.kit.clock import new_id
from app.kit.db import Database
from app.sync.commands import push
from app.sync.schemas import PushIn

CONTROL = text("INSERT INTO control (entry_id) VALUES (:entry_id)")


def main(url: str, person_id: str, transactions: int, seed: int) -> None:
    db, pick = Database(url), random.Random(seed)
    actor = Actor(person_id, "", "", ("msl",), ("sweden",), permissions_of(("msl",)), 1)
    client_id = new_id()
    for number in range(1, transactions + 1):
        batch = one_entry(client_id, person_id, number)
        with db.write() as session:
            session.execute(CONTROL, {"entry_id": batch.ops[0].id})
            if pick.random() < 0.02:
                time.sleep(pick.uniform(0, 0.02))  # a transaction that takes its time before it commits
            push(session, actor, batch)
    db.close()


def one_entry(client_id: str, person_id: str, number: int) -> PushIn:
    op: dict[str, Any] = {
        "op_id": new_id(),
        "op_no": number,
        "author": person_id,
        "id": new_id(),
        "kind": "create",
        "base": 0,
        "fields": {
            "kind": "observation",
            "visited_on": "2026-11-20",
            "captured_at": "2026-11-20T10:00:00+01:00",
            "barrier": "referral",
            "text": f"Note {number}.",
        },
        "device_time": "2026-11-20T10:00:00+01:00",
    }
    envelope = {"protocol": 1, "schema": 2, "client_id": client_id, "batch_id": new_id(), "pending": 1}
    return PushIn.model_validate(envelope | {"op_no_max": number, "ops": [op]})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
