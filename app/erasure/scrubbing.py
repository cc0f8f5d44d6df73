"""What remains of an entry whose words are taken out. Pure."""

import json
from dataclasses import replace
from typing import Any

from app.entries.state import EntryState
from app.kit.json_text import compact

# Stands where a text has to be: not to be taken for something that anybody wrote.
ERASED = "[erased]"
WORDS = ("text", "so_what", "next_step", "safety_reason")
REFERENCE = "hcp_ref"


def scrubbed_values(values: dict[str, Any]) -> dict[str, Any]:
    """A text that a rule asks for becomes ERASED, everything else that was typed goes; codes, dates and counts stay."""
    needed = {"text", "safety_reason"}
    words = {name: ERASED if name in needed and values.get(name) is not None else None for name in WORDS}
    return {**values, **words, REFERENCE: None, "flags": []}


def scrubbed(entry: EntryState) -> EntryState:
    """The entry one rev on. Who still holds its words writes a copy at most, never over this."""
    values = scrubbed_values(entry.values)
    rev = entry.next_rev()
    changed = [name for name in values if values[name] != entry.values[name]]
    return replace(
        entry,
        rev=rev,
        values=values,
        unknown={},
        marks={**entry.marks, **{name: [rev, None] for name in changed}},
    )


def scrubbed_body(body: str) -> str:
    """The stored JSON of a revision, likewise."""
    return compact(scrubbed_values(json.loads(body)))
