"""Push and pull on the wire."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from app.kit.wire import DeviceTime, Schema, Uuid, free_text, refusal

PROTOCOL = 1
Status = Literal["applied", "conflict_copy", "rejected", "retry"]
# Phones make version 7; the id of a conflict copy is derived from an op's and is version 8.
_ENTRY_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def _entry_id(value: str) -> str:
    if not _ENTRY_ID.fullmatch(value):
        raise refusal("Must be a UUID version 7 in lower case, such as 0190b6a4-7c1e-7d2a-9f00-3a5be2c41d77.")
    return value


EntryId = Annotated[
    str,
    AfterValidator(_entry_id),
    WithJsonSchema({"type": "string", "format": "uuid", "pattern": f"^{_ENTRY_ID.pattern}$"}),
]


class OpIn(BaseModel):
    """One intention of a person, as the phone keeps it. `fields` is judged op by op: one bad op harms no other."""

    # A newer phone may say more of an op than this version knows; refusing would strand what was typed.
    model_config = ConfigDict(extra="ignore", strict=True)

    op_id: Uuid
    op_no: int = Field(ge=1, le=2**31 - 1, description="Counts up for each client, without gaps.")
    author: Uuid = Field(description="The person who typed it: never another one who signed in later.")
    id: EntryId = Field(description="The entry's id, made on the phone; of a conflict copy, by the server.")
    kind: Literal["create", "update", "delete"]
    base: int = Field(ge=0, le=2**31 - 1, description="The rev on which it was typed; 0 for a create.")
    fields: dict[str, Any] = {}
    device_time: DeviceTime
    schema_version: int | None = Field(
        None,
        alias="schema",
        ge=1,
        description="The push schema of the app that made this op, if not the batch's.",
    )
    reason: Annotated[str, free_text(500)] | None = None


class PushIn(BaseModel):
    """A batch from one person on one installation."""

    model_config = ConfigDict(
        extra="ignore",
        strict=True,
        json_schema_extra={
            "examples": [
                {
                    "protocol": 1,
                    "schema": 1,
                    "client_id": "0199a0c4-0000-7000-8000-000000000001",
                    "person": "0199a0c4-0000-7000-8000-000000000004",
                    "batch_id": "0199a0c4-0000-7000-8000-000000000002",
                    "pending": 1,
                    "op_no_max": 1,
                    "ops": [
                        {
                            "op_id": "0199a0c4-0000-7000-8000-000000000003",
                            "op_no": 1,
                            "author": "0199a0c4-0000-7000-8000-000000000004",
                            "id": "0199a0c4-0000-7000-8000-000000000005",
                            "kind": "create",
                            "base": 0,
                            "fields": {
                                "kind": "observation",
                                "visited_on": "2026-11-20",
                                "captured_at": "2026-11-20T14:32:00+01:00",
                                "barrier": "referral",
                                "sub_barrier": "feedback_gap",
                                "text": "Letters come back with no plan.",
                                "safety_answer": "no",
                            },
                            "device_time": "2026-11-20T14:32:00+01:00",
                        }
                    ],
                }
            ]
        },
    )

    protocol: Literal[1]
    schema_version: int = Field(alias="schema", ge=1, description="The push schema the phone was built with.")
    client_id: Uuid = Field(description="One for each person on each installation.")
    person: Uuid | None = Field(
        None, description="Whose outbox this is. Left out, a batch without ops makes no installation known."
    )
    batch_id: Uuid
    pending: int = Field(
        ge=0, le=2**31 - 1, description="Ops on the phone that have no answer yet, these included."
    )
    op_no_max: int = Field(ge=0, le=2**31 - 1, description="The highest op_no the phone has given out.")
    epoch: Uuid | None = Field(
        None, description="The life of the server that these ops were made on; another one answers 409."
    )
    given_up: list[Annotated[int, Field(ge=1, le=2**31 - 1)]] = Field(
        default=[], max_length=1_000, description="Numbers of ops that the person discarded unsent."
    )
    ops: list[OpIn] = Field(max_length=100)


class ItemOut(Schema):
    """The state, or the tombstone, of one thing the person may see."""

    kind: Literal["entry", "vocabulary", "theme", "journey"]
    id: str
    rev: int
    seq: int
    deleted: bool
    data: dict[str, Any] | None


class ResultOut(Schema):
    """What became of one op."""

    op_id: str
    status: Status
    entry: ItemOut | None = None
    copy_id: str | None = Field(
        None, description="Of `conflict_copy`: the entry that holds the phone's version."
    )
    problem: dict[str, Any] | None = Field(
        None, description="Of `rejected`: what is wrong, with a pointer to each field."
    )


class PushOut(Schema):
    """One result for each op, in the order of the ops."""

    server_id: str
    person: str = Field(description="Whom this answers: a cookie may have changed hands on the way.")
    epoch: str
    batch_id: str
    results: list[ResultOut]


class PullOut(Schema):
    """A page of changes, in the order of the change sequence."""

    server_id: str
    person: str = Field(description="Whose view of the server this is.")
    protocol: int
    items: list[ItemOut]
    cursor: str
    more: bool
    head: int
    epoch: str
    scope_version: int


class DigestOut(Schema):
    """What this person may see up to a cursor, as one number and one hash to compare with."""

    server_id: str
    person: str
    epoch: str
    upto: int = Field(description="The place in the change sequence that the cursor stands for.")
    head: int = Field(description="Beyond `upto`, entries may have moved: pull first, then compare.")
    count: int = Field(description="Entries up to there, retracted ones included.")
    hash: str = Field(description="SHA-256 over the lines `id:rev` (each with a line feed), sorted by id.")


class DeviceOut(BaseModel):
    """One phone's outbox, as far as it is known here."""

    id: str
    person: dict[str, str]
    first_seen_at: datetime
    last_seen_at: datetime
    pending: int = Field(description="Entries and changes that waited on the phone after its last push.")
    missing: int = Field(
        description="Changes that the phone counted, no longer holds, and that never arrived."
    )
    holes: list[tuple[int, int]] = Field(description="Their numbers, as ranges.")
    is_quiet: bool = Field(description="Something waits on it, and it was not heard of for two days.")


class DevicesOut(BaseModel):
    """The phones in your scope, those that need a look first."""

    items: list[DeviceOut]


class OpsCheckIn(BaseModel):
    """Ops that the phone was told are stored."""

    model_config = ConfigDict(extra="ignore", strict=True)

    client_id: Uuid
    ops: list[Uuid] = Field(max_length=1_000)


class OpsCheckOut(Schema):
    """Those of them that the server does not know: the phone sends them again."""

    server_id: str
    person: str
    epoch: str = Field(description="The life of the server that said so.")
    unknown: list[str]
