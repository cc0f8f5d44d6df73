"""An entry while a transaction works on it, and the rules by which it changes. Pure: no database, no HTTP.

The conflict rule is by field (docs/sync.md): a written field applies when nobody else wrote it since the writer last
looked, or the values are equal. Otherwise what stands stays, and the writer's version becomes a second entry.
"""

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

from app.entries.fields import CONTENT
from app.entries.flags import SCREENED, Words, event_words, field_of, flags_of, kept_words, words_of
from app.kit.json_text import compact

THE_REST = "*"
EMPTY: dict[str, Any] = dict.fromkeys(CONTENT) | {"evidence": [], "flags": [], "safety_status": "none"}


@dataclass(slots=True)
class EntryState:
    """The newest state of one entry.

    `marks` holds the rev and the writer of fields written after the first rev, and under `THE_REST` those of all others
    when that first rev was not 1.
    """

    id: str
    author_id: str
    received_at: str
    values: dict[str, Any]
    rev: int = 1
    rev_floor: int = 0
    deleted: bool = False
    created_by_client: str | None = None
    copy_of: str | None = None
    safety_reference: str | None = None
    unknown: dict[str, Any] = field(default_factory=dict)
    marks: dict[str, list[Any]] = field(default_factory=dict)

    def next_rev(self) -> int:
        """One on, and above every rev of the server's earlier lives."""
        return max(self.rev, self.rev_floor) + 1

    def written(self, name: str) -> tuple[int, str | None]:
        """The rev in which a field was last written, and by which client."""
        rev, client = self.marks.get(name) or self.marks.get(THE_REST) or (1, self.created_by_client)
        return rev, client

    def body(self) -> str:
        """The finished wire JSON, without the author (whose shape depends on the reader) and the stamp.

        The reference to the HCP stands last, where an export cuts it off without a search.
        """
        said = {
            "id": self.id,
            "rev": self.rev,
            "deleted": self.deleted,
            "received_at": self.received_at,
            **self.values,
            "safety_reference": self.safety_reference,
            "copy_of": self.copy_of,
        }
        said["hcp_ref"] = said.pop("hcp_ref")
        return compact(said)


def created(
    entry_id: str,
    author_id: str,
    received_at: str,
    values: dict[str, Any],
    *,
    client_id: str | None,
    rev_floor: int,
    unknown: dict[str, Any] | None = None,
    copy_of: str | None = None,
    kept: frozenset[Words] = frozenset(),
) -> EntryState:
    """A new entry; fields not given are empty. `kept`: marked words that its author had looked at before.

    After a restore the same id may be made anew with other words. So its first rev is above those of the earlier lives,
    and its fields are marked with it: who stands on a rev of another life has not seen these words.
    """
    whole = {**EMPTY, **{name: v for name, v in values.items() if v is not None}}
    whole["flags"] = flags_of(whole, whole["flags"], kept | kept_words(whole, whole["flags"]))
    rev = rev_floor + 1
    return EntryState(
        id=entry_id,
        author_id=author_id,
        received_at=received_at,
        values=with_safety_clock(whole),
        rev=rev,
        rev_floor=rev_floor,
        marks={THE_REST: [rev, client_id]} if rev_floor else {},
        created_by_client=client_id,
        unknown=unknown or {},
        copy_of=copy_of,
    )


def copied(
    entry: EntryState,
    entry_id: str,
    values: dict[str, Any],
    client_id: str,
    received_at: str,
    unknown: dict[str, Any],
) -> EntryState:
    """A second entry with these values in place of the entry's own. The client wrote these values and no others."""
    copy = created(
        entry_id,
        entry.author_id,
        received_at,
        {**entry.values, "flags": [], **values},
        client_id=client_id,
        rev_floor=entry.rev_floor,
        unknown={**entry.unknown, **unknown},
        copy_of=entry.id,
        kept=kept_words(entry.values, entry.values["flags"]),
    )
    inherited = {name: [copy.rev, None] for name in copy.values if name not in values}
    answered = with_safety_clock(with_answer_in_question(entry, values, copy.values))
    return replace(copy, marks={**copy.marks, **inherited}, values=answered)


def conflicting(entry: EntryState, values: dict[str, Any], base: int, client_id: str) -> set[str]:
    """The fields that someone else wrote since `base`, with another value than the one at hand."""
    found = set()
    for name, value in values.items():
        # Marks follow from words, so they never disagree by themselves; they go with the words they were counted in.
        if name != "flags" and theirs(entry, name, base, client_id) and entry.values[name] != value:
            found.add(name)
    return found | {"flags"} if found.intersection(SCREENED) else found


def theirs(entry: EntryState, name: str, base: int, client_id: str) -> bool:
    """Whether someone else wrote a field since `base`."""
    rev, writer = entry.written(name)
    return rev > base and writer != client_id


def with_flags_of_words_seen(
    entry: EntryState, values: dict[str, Any], base: int, client_id: str
) -> dict[str, Any]:
    """These values without marks that were counted in words which someone else has replaced since `base`."""
    if "flags" not in values:
        return values
    unseen = {name for name in SCREENED if name not in values and theirs(entry, name, base, client_id)}
    return {**values, "flags": [flag for flag in values["flags"] if field_of(flag) not in unseen]}


def updated(
    entry: EntryState, values: dict[str, Any], client_id: str, unknown: dict[str, Any] | None = None
) -> EntryState:
    """The entry with these values written: one rev on. The same entry when nothing differs; writing restores."""
    values = with_flags(entry, values)
    changed = {name: value for name, value in values.items() if entry.values[name] != value}
    more = {name: value for name, value in (unknown or {}).items() if entry.unknown.get(name) != value}
    if not changed and not more and not entry.deleted:
        return entry
    rev = entry.next_rev()
    return replace(
        entry,
        rev=rev,
        deleted=False,
        values=with_safety_clock(with_answer_in_question(entry, values, {**entry.values, **changed})),
        unknown={**entry.unknown, **more},
        marks={**entry.marks, **{name: [rev, client_id] for name in changed}},
    )


def may_delete(entry: EntryState, base: int, client_id: str) -> bool:
    """Whether nobody else changed content since `base`. Who stands on nothing (0) has not even seen the creation."""
    written = [(1, entry.created_by_client), *entry.marks.values()]
    return all(rev <= base or writer == client_id for rev, writer in written)


def deleted(entry: EntryState) -> EntryState:
    """The entry retracted: one rev on, its content kept for the history."""
    return entry if entry.deleted else replace(entry, rev=entry.next_rev(), deleted=True)


def copy_id(op_id: str) -> str:
    """The id of the conflict copy that an op leads to: the same for each replay of the op (UUIDv8, RFC 9562)."""
    digest = bytearray(hashlib.sha256(f"pathnote conflict copy {op_id}".encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def with_flags(entry: EntryState, values: dict[str, Any]) -> dict[str, Any]:
    """These values with the marks that follow from them, when they touch what is screened."""
    if not values.keys() & {*SCREENED, "flags"}:
        return values
    whole = {**entry.values, **values}
    before = entry.values["flags"]
    sent = values.get("flags", [flag for flag in before if field_of(flag) not in values])
    # Of words that a phone marks its own word counts: they may have been kept by mistake.
    said = {words_of(whole, flag) for flag in sent}
    kept = kept_words(entry.values, before) - said | kept_words(whole, sent)
    return {**values, "flags": flags_of(whole, sent, kept)}


def with_answer_in_question(
    before: EntryState, written: dict[str, Any], values: dict[str, Any]
) -> dict[str, Any]:
    """These values after a change. A 'no' was said of other words when new ones may tell of an event.

    A phone that asked again writes the answer again, even if it is the same.
    """
    news = event_words(values) - event_words(before.values)
    if news and values["safety_answer"] == "no" and "safety_answer" not in written:
        return {**values, "safety_answer": None}
    return values


def with_safety_clock(values: dict[str, Any]) -> dict[str, Any]:
    """A 'yes' to the safety question starts the clock even when an old phone forgot to; so does a flag unanswered."""
    answer = values["safety_answer"]
    flagged = answer is None and bool(event_words(values))
    if values["safety_status"] == "none" and (answer == "yes" or flagged):
        values = {**values, "safety_status": "suspected"}
    if values["safety_status"] == "suspected" and values["aware_at"] is None:
        values = {**values, "aware_at": values["captured_at"]}
    return values
