"""Code lists on the wire."""

from datetime import date

from pydantic import BaseModel, Field


class TermOut(BaseModel):
    """One code with its words."""

    code: str = Field(examples=["result_follow_up"])
    parent: str | None = Field(description="The barrier of a sub-barrier, or the region above.")
    label: dict[str, str] = Field(examples=[{"en": "Result not acted on", "de": "Befund bleibt liegen"}])
    hint: dict[str, str] | None
    source: str | None = Field(description="Where in the literature the term comes from.")
    position: int
    retired: bool
    starts_on: date | None
    ends_on: date | None


class VocabularyOut(BaseModel):
    """One code list."""

    name: str = Field(examples=["sub_barrier"])
    version: int
    terms: list[TermOut]


class Vocabularies(BaseModel):
    """All code lists."""

    version: int = Field(description="Grows with every change of any list.")
    vocabularies: list[VocabularyOut]
