"""Likeness on the wire."""

from pydantic import BaseModel, Field

from app.entries.schemas import EntryOut


class AlikeOut(BaseModel):
    """An entry that resembles the one asked about, and why."""

    entry: EntryOut
    cosine: float = Field(
        description="1 when both hold the same words, 0 when they share none.", examples=[0.417]
    )
    shared: list[str] = Field(
        description="The rarest words that both have in some form, folded: small letters, no accents.",
        examples=[["elastography", "queue"]],
    )
    same_sub_barrier: bool
    same_region: bool


class AlikePage(BaseModel):
    """The most alike first. The same sub-barrier and the same region put an entry a little higher."""

    items: list[AlikeOut]
    up_to_date: bool = Field(
        description="False while entries from before the index was begun are still being read into it: ask again."
    )
