"""What becomes of one op, given the entries as they stand. Pure: the batch stores what comes out."""

from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from app.auth.actor import Actor
from app.entries import state
from app.entries.access import can_edit
from app.entries.commands import Change
from app.entries.rules import incomplete, wrong_codes, wrong_dates
from app.entries.schemas import EntryFields
from app.entries.state import EntryState
from app.kit.field_errors import field_errors
from app.kit.problems import FieldError, Invalid, NotAllowed
from app.sync.adapters import upcast
from app.sync.problems import ChangedSince, EntryUnknown
from app.sync.schemas import OpIn
from app.vocabulary.queries import Codes

# Bounds what a phone of the future can store with us in fields that we do not know.
MOST_UNKNOWN_FIELDS = 20
# Names that an entry carries on the wire but that no phone decides; sent back to us, they are simply not news.
SERVER_OWNED = frozenset(
    {"id", "rev", "seq", "deleted", "received_at", "author", "safety_reference", "copy_of"}
)


@dataclass(slots=True)
class Verdict:
    """The status of an op, and the changes that follow from it."""

    status: str
    entry: EntryState | None = None
    copy_id: str | None = None
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Context:
    """What judging needs besides the op and the entries."""

    schema: int

    actor: Actor
    client_id: str
    codes: Codes
    received_at: str
    rev_floor: int


def judge(op: OpIn, entries: dict[str, EntryState], context: Context, at: str) -> Verdict:
    """Decide about one op. `entries` holds those that exist; `at` is the op's place for pointers.

    Raises a Problem when the op is rejected; nothing is changed then.
    """
    there = entries.get(op.id)
    if there is not None and can_edit(context.actor, there.author_id) is not True:
        # Somebody else's entry does not exist for this person; saying more would tell that it does.
        raise EntryUnknown if op.kind != "create" else NotAllowed("This id is taken. Save a copy instead.")
    if op.kind == "delete":
        return judge_delete(op, there, context)
    values, unknown = checked_fields(op, context, at)
    if op.kind == "create" and there is None:
        return judge_create(op, values, unknown, context, at)
    if there is None:
        raise EntryUnknown
    return judge_update(op, there, values, unknown, context, at)


def judge_create(
    op: OpIn, values: dict[str, Any], unknown: dict[str, Any], context: Context, at: str
) -> Verdict:
    """A new entry. Without a region it lies in its author's, or no lead of that region would ever see it."""
    if values.get("region") is None and context.actor.regions:
        values = {**values, "region": context.actor.regions[0]}
    entry = state.created(
        op.id,
        context.actor.id,
        context.received_at,
        values,
        client_id=context.client_id,
        rev_floor=context.rev_floor,
        unknown=unknown,
    )
    refuse(incomplete(entry.values, context.codes, f"{at}/fields"))
    return Verdict("applied", entry, changes=[change(entry, "create", op, context)])


def judge_update(
    op: OpIn, there: EntryState, values: dict[str, Any], unknown: dict[str, Any], context: Context, at: str
) -> Verdict:
    """Write what nobody else wrote meanwhile; the rest becomes a copy that holds the phone's whole version."""
    values = state.with_flags_of_words_seen(there, values, op.base, context.client_id)
    lost = state.conflicting(there, values, op.base, context.client_id)
    kept = {name: value for name, value in values.items() if name not in lost}
    entry = state.updated(there, kept, context.client_id, unknown)
    refuse(incomplete(entry.values, context.codes, f"{at}/fields"))
    changes = []
    if entry is not there:
        changes.append(change(entry, "restore" if there.deleted else "update", op, context))
    if not lost:
        return Verdict("applied", entry, changes=changes)
    copy = state.copied(
        there, state.copy_id(op.op_id), values, context.client_id, context.received_at, unknown
    )
    refuse(incomplete(copy.values, context.codes, f"{at}/fields"))
    changes.append(change(copy, "create", op, context))
    return Verdict("conflict_copy", entry, copy.id, changes)


def judge_delete(op: OpIn, there: EntryState | None, context: Context) -> Verdict:
    """Retract, unless somebody else changed the content since the person last saw it."""
    if there is None:
        raise EntryUnknown
    if there.deleted:
        return Verdict("applied", there)
    if not state.may_delete(there, op.base, context.client_id):
        raise ChangedSince
    entry = state.deleted(there)
    return Verdict("applied", entry, changes=[change(entry, "delete", op, context)])


def checked_fields(op: OpIn, context: Context, at: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The known and the unknown fields of an op. Raises Invalid with a pointer to each field that is wrong."""
    fields, errors = shaped(upcast(op.fields, op.schema_version or context.schema), at)
    values = {name: state.EMPTY[name] if value is None else value for name, value in fields.written().items()}
    unknown = {name: value for name, value in (fields.model_extra or {}).items() if name not in SERVER_OWNED}
    errors += wrong_codes(values, context.codes, f"{at}/fields") + wrong_dates(values, f"{at}/fields")
    refuse(errors)
    if len(unknown) > MOST_UNKNOWN_FIELDS:
        raise Invalid(f"An entry has at most {MOST_UNKNOWN_FIELDS} fields that this server does not know.")
    return values, unknown


def shaped(sent: dict[str, Any], at: str) -> tuple[EntryFields, list[FieldError]]:
    """The fields that have the right shape, and what is wrong with the others, so that one answer tells all."""
    try:
        return EntryFields.model_validate(sent), []
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True, include_input=False)
    wrong = {item["loc"][0] for item in found}
    right = EntryFields.model_validate({name: value for name, value in sent.items() if name not in wrong})
    return right, field_errors(found, prefix=(*at.strip("/").split("/"), "fields"))


def refuse(errors: list[FieldError]) -> None:
    """Raise Invalid when there is anything wrong."""
    if errors:
        raise Invalid(errors=errors)


def change(entry: EntryState, action: Any, op: OpIn, context: Context) -> Change:
    """The change that an op makes."""
    return Change(entry, action, context.actor.id, context.client_id, op.device_time, op.reason)
