"""Code lists as a table: one line for each code, to join entries with."""

from typing import Any

from pydantic import Field
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.export.dataset import Ask, DataSet, Row, Rows
from app.kit.json_text import compact
from app.kit.tables import column
from app.vocabulary import queries as vocabulary
from app.vocabulary.models import Term, Vocabulary


class TermRow(Row):
    """One code of one list, with its words. Upsert by `vocabulary` and `code`; no code is ever taken out or reused."""

    vocabulary: str = Field(description="The code list: `barrier`, `region` and so on. With `code`, the key.")
    code: str = Field(description="What stands in an entry's field of the list's name.")
    rev: int = Field(description="Version of the whole list; grows with each change of any of its codes.")
    seq: int = Field(description="Place in the change sequence, the same for all codes of a list.")
    deleted: bool = Field(description="Always false: a code is `retired`, and stays readable in old entries.")
    parent: str | None = Field(
        description="The barrier of a sub-barrier, the region above a region; else null."
    )
    label_en: str | None = Field(description="Its word in English.")
    label_de: str | None = Field(description="Its word in German.")
    hint_en: str | None = Field(description="What is meant, in English.")
    hint_de: str | None = Field(description="What is meant, in German.")
    source: str | None = Field(description="Where in the literature the code comes from.")
    position: int = Field(description="Its place among the codes of the list, as people are shown them.")
    retired: bool = Field(description="No longer offered for new entries.")
    starts_on: str | None = Field(
        description="Of a listening priority: its first day.", json_schema_extra={"format": "date"}
    )
    ends_on: str | None = Field(
        description="Of a listening priority: its last day.", json_schema_extra={"format": "date"}
    )


def lists(ask: Ask) -> Select[Any]:
    """Code lists by their stamp. They are the same for everyone, and nothing is ever taken out of them."""
    found = select(column(Vocabulary.seq), column(Vocabulary.name))
    return found.where(column(Vocabulary.seq) < 0) if ask.deleted == "only" else found


def texts(session: Session, rows: Rows, _ask: Ask) -> list[bytes]:
    """Each list as the lines of its codes."""
    stamps = {name: seq for seq, name in rows}
    found = {one["name"]: one for one in vocabulary.vocabularies(session, stamps)} if stamps else {}
    return [
        compact(line(found[name], term, seq)).encode()
        for name, seq in stamps.items()
        for term in found[name]["terms"]
    ]


def line(codes: dict[str, Any], term: dict[str, Any], seq: int) -> dict[str, Any]:
    """One code."""
    label, hint = term["label"], term["hint"] or {}
    return {
        "vocabulary": codes["name"],
        "code": term["code"],
        "rev": codes["version"],
        "seq": seq,
        "deleted": False,
        "parent": term["parent"],
        "label_en": label.get("en"),
        "label_de": label.get("de"),
        "hint_en": hint.get("en"),
        "hint_de": hint.get("de"),
        **{name: term[name] for name in ("source", "position", "retired", "starts_on", "ends_on")},
    }


def counts(session: Session, _ask: Ask) -> tuple[int, int]:
    """How many codes there are."""
    return session.execute(select(func.count(column(Term.code)))).scalar_one(), 0


DATA_SET = DataSet(
    name="vocabularies",
    schema_name="term",
    row=TermRow,
    key=("vocabulary", "code"),
    seq=column(Vocabulary.seq),
    select=lists,
    texts=texts,
    counts=counts,
    sensitivity="Nothing personal: the words of the code lists.",
    shares_seq=True,
)
