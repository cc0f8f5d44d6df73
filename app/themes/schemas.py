"""Themes on the wire."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.entries.schemas import AuthorOut, EntryOut, Stance
from app.kit.wire import Code, Schema, Uuid, free_text, line_text, refusal
from app.themes.words import Status

Conclusion = Annotated[str, line_text(500)]
Why = Annotated[str, free_text(500)]
Rev = Annotated[int, Field(ge=1, description="The rev that you looked at; 409 if it is no longer that.")]


class Place(Schema):
    """Where a conclusion holds. Each part that is null means any; at least one has to be said."""

    region: Code | None = None
    hco_type: Code | None = None
    therapeutic_area: Code | None = None

    @model_validator(mode="after")
    def says_something(self) -> Self:
        if self.region is None and self.hco_type is None and self.therapeutic_area is None:
            raise refusal("Say where this holds: a region, a kind of organisation, or an area.")
        return self


class LinkIn(Schema):
    """An entry, and what it does to the conclusion."""

    entry_id: Uuid
    stance: Stance = "supports"


class ThemeIn(Schema):
    """A new theme, with the entries it was gathered from."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "barrier": "diagnostic_pathway",
                    "sub_barrier": "result_follow_up",
                    "place": {
                        "region": "nordics",
                        "hco_type": "gp_practice",
                        "therapeutic_area": "hepatology",
                    },
                    "conclusion": "GP practices do not recall flagged FIB-4 results because nobody owns the list.",
                    "entries": [{"entry_id": "0199a0c4-7c1e-7d2a-9f00-3a5be2c41d77", "stance": "supports"}],
                }
            ]
        }
    )

    barrier: Code
    sub_barrier: Code | None = None
    place: Place
    conclusion: Conclusion
    entries: list[LinkIn] = Field([], max_length=500)


class ThemeChange(Schema):
    """What is to be another one; what is left out stays."""

    rev: Rev
    barrier: Code | None = None
    sub_barrier: Code | None = None
    place: Place | None = None
    conclusion: Conclusion | None = None


class StepIn(Schema):
    """Where the theme goes, and why."""

    rev: Rev
    status: Status
    why: Why


class LineIn(Schema):
    """One sentence that an MSL may say to the HCP. New words have to be cleared anew."""

    rev: Rev
    line: Annotated[str, line_text(500)] | None
    cleared: bool = False


class LinksIn(Schema):
    """Entries to put behind a theme; of one that is there the stance is changed."""

    links: list[LinkIn] = Field(min_length=1, max_length=500)


class MergeIn(Schema):
    """Into which other theme this one goes, and why."""

    rev: Rev
    into: Uuid
    why: Why


class SplitIn(Schema):
    """The entries that make a theme of their own; what is left out is as in the old one."""

    entries: list[Uuid] = Field(min_length=1, max_length=500)
    conclusion: Conclusion
    barrier: Code | None = None
    sub_barrier: Code | None = None
    place: Place | None = None


class SideOut(BaseModel):
    """What is independent on one side. Null where your role does not see it."""

    entries: int
    hcps: int | None = Field(description="Different HCPs, by their references.")
    hcos: int | None = Field(description="Different organisations, by their references.")
    stakeholder_types: int | None
    authors: int | None
    places: int = Field(
        description="Organisations; and regions of entries that name none, unless one there is counted."
    )
    one_voice: Literal["hcp", "hco", "author"] | None = Field(
        description="All of it comes from this one source."
    )


class CorroborationOut(BaseModel):
    """The evidence of live entries, for and against."""

    supports: SideOut
    contradicts: SideOut
    refines: SideOut
    last_heard_on: date | None


class PlaceOut(BaseModel):
    """Where it holds; null means any."""

    region: str | None
    hco_type: str | None
    therapeutic_area: str | None


class ClearedOut(BaseModel):
    """When and by whom the line was cleared for saying to the HCP."""

    at: str
    by: AuthorOut | None


class ThemeOut(BaseModel):
    """A theme in a list."""

    id: str
    rev: int
    barrier: str
    sub_barrier: str | None
    place: PlaceOut
    conclusion: str
    status: Status
    closed_because: str | None
    line_to_take_back: str | None
    cleared: ClearedOut | None
    created_at: str
    changed_at: str
    by: AuthorOut | None
    corroboration: CorroborationOut
    overdue: int = Field(description="Its actions that are past their day and not over.")
    own: bool = Field(description="You may curate it.")
    may: list[Status] = Field(description="Where it can go from here; the rules are checked when you try.")


class StepOut(BaseModel):
    """One step of a theme."""

    model_config = ConfigDict(populate_by_name=True)

    status: Status
    from_: Status | None = Field(alias="from")
    at: str
    by: AuthorOut | None
    why: str | None


class MergedOut(BaseModel):
    """A theme that was merged into this one; its id still leads here."""

    id: str
    conclusion: str
    at: str


class ThemesOut(BaseModel):
    """Themes, newest change first."""

    items: list[ThemeOut]
    next: str | None = Field(description="Pass as `cursor` for the next page; null on the last.")
    total: int


class EvidenceOut(BaseModel):
    """One entry behind a theme."""

    stance: Stance
    source: Literal["lead", "reaction"] = Field(description="`reaction`: an HCP's answer to the card.")
    at: str
    by: AuthorOut
    entry: EntryOut


class EvidencePage(BaseModel):
    """Entries behind a theme, newest link first."""

    items: list[EvidenceOut]
    next: str | None
    total: int
    hidden: int = Field(description="Live entries behind it that lie outside your scope.")


class ProposalOut(BaseModel):
    """An entry that may belong to the theme, and why."""

    entry: EntryOut
    like: str = Field(description="`conclusion`, or the id of the entry behind the theme that it resembles.")
    cosine: float
    shared: list[str] = Field(description="The rarest words that both have in some form.")
    same_sub_barrier: bool
    same_region: bool


class ProposalsOut(BaseModel):
    """The most alike first."""

    items: list[ProposalOut]
    up_to_date: bool


class JourneyOut(BaseModel):
    """What became of an entry."""

    model_config = ConfigDict(extra="allow")

    entry_id: str
    arrived_at: str
    read: dict[str, Any] | None
    themes: list[dict[str, Any]]
    decided_at: str | None
    heard_back_at: str | None
    moved_at: str
