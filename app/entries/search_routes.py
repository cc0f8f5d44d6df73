"""Search over HTTP."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.entries.filters import EntryFilters
from app.entries.schemas import EntryOut
from app.entries.search import Order, search
from app.kit.dependencies import Db
from app.kit.openapi import declared
from app.kit.problems import BadCursor
from app.kit.responses import JsonText

router = APIRouter(prefix="/search", tags=["search"])


class SearchQuery(EntryFilters):
    """Words, the filters of `/entries`, and which page of what they leave."""

    q: str = Field(
        max_length=500,
        description="Every word has to be there; the last also as a beginning, quoted ones in order. Case and accents"
        " make no difference, and no sign has a meaning of its own.",
        examples=['"second referral" lett'],
    )
    order: Order = Field("best", description="The best of the newest 300 hits, or simply the newest.")
    cursor: str | None = Field(None, max_length=1_024, description="`next` of the page before.")
    limit: int = Field(20, ge=1, le=100, description="Hits a page.")


class HighlightOut(BaseModel):
    """Where one of the words stands."""

    field: Literal["text", "so_what", "next_step"]
    start: int = Field(description="In characters (code points), from 0.")
    end: int = Field(description="Behind the last character.")


class HitOut(BaseModel):
    """An entry that holds the words."""

    entry: EntryOut
    highlights: list[HighlightOut]


class SearchOut(BaseModel):
    """Hits, best or newest first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "order": "best",
                    "items": [],
                    "next": None,
                    "total": 0,
                    "total_is_exact": True,
                    "ranked": 0,
                    "words": [["second", "referral"], ["lett"]],
                }
            ]
        }
    )

    order: Order
    items: list[HitOut]
    next: str | None = Field(description="Pass as `cursor` for the next page; null on the last.")
    total: int = Field(description="How many entries hold the words; at most 1,000.")
    total_is_exact: bool = Field(description="False when there are more than `total`.")
    ranked: int | None = Field(
        description="Among how many of the newest hits the best were looked for; null when newest first."
    )
    words: list[list[str]] = Field(description="What was looked for: folded words, phrases together.")


@router.get("", responses={200: {"model": SearchOut}, **declared(BadCursor)})
def read_search(
    actor: Annotated[Actor, requires(Permission.ENTRY_READ)], db: Db, query: Annotated[SearchQuery, Query()]
) -> Response:
    """Words in the entries that you may see, with where they stand; retracted entries are left out.

    `best` ranks the newest 300 hits (how often, how near together, whole words before beginnings); `newest` is the
    order of arrival. A question without a letter or digit in it finds nothing.
    """
    with db.read() as session:
        return JsonText(search(session, actor, query, query.order, query.cursor, query.limit))
