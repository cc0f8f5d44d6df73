"""Themes over HTTP."""

from typing import Annotated, Any

from fastapi import APIRouter, BackgroundTasks, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from app.auth.actor import Actor
from app.auth.dependencies import requires
from app.auth.permissions import Permission
from app.entries.schemas import Stance
from app.kit.dependencies import Config, Db, RequestId
from app.kit.openapi import declared
from app.kit.problems import BadCursor, Conflict, Invalid, NotAllowed, NotFound
from app.kit.responses import JsonText
from app.kit.strict_route import StrictRoute
from app.kit.wire import Uuid
from app.likeness import commands as likeness
from app.themes import commands, evidence, queries, reshaping
from app.themes.action_schemas import ThemePage
from app.themes.problems import (
    NotCorroborated,
    ReactionStands,
    StepNeedsAction,
    StepNotPossible,
    ThemeChanged,
)
from app.themes.schemas import (
    EvidencePage,
    LineIn,
    LinksIn,
    MergeIn,
    ProposalsOut,
    SplitIn,
    StepIn,
    ThemeChange,
    ThemeIn,
    ThemesOut,
)

router = APIRouter(prefix="/themes", tags=["themes"], route_class=StrictRoute)
Reader = Annotated[Actor, requires(Permission.THEME_READ)]
Curator = Annotated[Actor, requires(Permission.THEME_CURATE)]
Page = dict[str, Any]
CHANGING = (NotAllowed, NotFound, ThemeChanged, Invalid)


class ThemesQuery(queries.ThemeFilters):
    """Filters, and which page of what they leave."""

    cursor: str | None = Field(None, max_length=1_024, description="`next` of the page before.")
    limit: int = Field(50, ge=1, le=500)


class EvidenceQuery(BaseModel):
    """Which side, and which page of it."""

    model_config = ConfigDict(extra="forbid")

    stance: list[Stance] = Field([], max_length=3)
    cursor: str | None = Field(None, max_length=1_024, description="`next` of the page before.")
    limit: int = Field(50, ge=1, le=200)


@router.get("", response_model=ThemesOut, responses=declared(BadCursor))
def list_themes(actor: Reader, db: Db, settings: Config, query: Annotated[ThemesQuery, Query()]) -> Page:
    """The themes of your regions and of what lies around them, newest change first."""
    with db.read() as session:
        return queries.list_themes(session, actor, settings.themes, query, query.cursor, query.limit)


@router.post("", status_code=201, response_model=ThemePage, responses=declared(NotAllowed, Invalid))
def create_theme(given: ThemeIn, actor: Curator, db: Db, settings: Config, request_id: RequestId) -> Page:
    """Gather entries under one tentative conclusion."""
    with db.write() as session:
        return commands.create_theme(session, actor, settings.themes, given, request_id)


@router.get("/{theme_id}", response_model=ThemePage, responses=declared(NotFound))
def read_theme(theme_id: Uuid, actor: Reader, db: Db, settings: Config, response: Response) -> Page:
    """A theme with its corroboration, steps and actions. The id of one that was merged leads to where it went."""
    with db.read() as session:
        page = queries.theme_page(session, actor, settings.themes, theme_id)
    response.headers["ETag"] = f'"{page["rev"]}"'
    return page


@router.patch("/{theme_id}", response_model=ThemePage, responses=declared(*CHANGING))
def change_theme(
    theme_id: Uuid, given: ThemeChange, actor: Curator, db: Db, settings: Config, request_id: RequestId
) -> Page:
    """Another wording, barrier or place."""
    with db.write() as session:
        return commands.change_theme(session, actor, settings.themes, theme_id, given, request_id)


@router.post(
    "/{theme_id}/steps",
    response_model=ThemePage,
    responses=declared(*CHANGING, StepNotPossible, NotCorroborated, StepNeedsAction),
)
def take_step(
    theme_id: Uuid, given: StepIn, actor: Curator, db: Db, settings: Config, request_id: RequestId
) -> Page:
    """One step up, any step back, or closed: not acted on, because of something. Authors of its evidence hear of it."""
    with db.write() as session:
        return commands.take_step(session, actor, settings.themes, theme_id, given, request_id)


@router.put("/{theme_id}/line", response_model=ThemePage, responses=declared(*CHANGING))
def set_line(
    theme_id: Uuid, given: LineIn, actor: Curator, db: Db, settings: Config, request_id: RequestId
) -> Page:
    """The one sentence that authors may take back to the HCP; they get it once it is cleared."""
    with db.write() as session:
        return commands.set_line(session, actor, settings.themes, theme_id, given, request_id)


@router.get("/{theme_id}/evidence", responses={200: {"model": EvidencePage}, **declared(NotFound, BadCursor)})
def read_evidence(
    theme_id: Uuid, actor: Curator, db: Db, settings: Config, query: Annotated[EvidenceQuery, Query()]
) -> Response:
    """The live entries behind a theme that you may see, newest link first."""
    with db.read() as session:
        return JsonText(
            evidence.evidence(
                session, actor, settings.themes, theme_id, [*query.stance], query.cursor, query.limit
            )
        )


@router.post("/{theme_id}/links", response_model=ThemePage, responses=declared(*CHANGING, ReactionStands))
def link_entries(
    theme_id: Uuid, given: LinksIn, actor: Curator, db: Db, settings: Config, request_id: RequestId
) -> Page:
    """Put entries behind a theme. One that is there already changes its stance; a reaction keeps its own."""
    with db.write() as session:
        return commands.link_entries(session, actor, settings.themes, theme_id, given, request_id)


@router.delete(
    "/{theme_id}/links/{entry_id}",
    status_code=204,
    responses=declared(NotAllowed, NotFound, ReactionStands),
)
def unlink_entry(
    theme_id: Uuid, entry_id: Uuid, actor: Curator, db: Db, settings: Config, request_id: RequestId
) -> None:
    """Take an entry out of a theme again."""
    with db.write() as session:
        commands.unlink_entry(session, actor, settings.themes, theme_id, entry_id, request_id)


@router.post("/{theme_id}/merge", response_model=ThemePage, responses=declared(*CHANGING, Conflict))
def merge_theme(
    theme_id: Uuid, given: MergeIn, actor: Curator, db: Db, settings: Config, request_id: RequestId
) -> Page:
    """Everything behind this theme goes to another; reactions that are still on their way will, too."""
    with db.write() as session:
        return reshaping.merge_themes(session, actor, settings.themes, theme_id, given, request_id)


@router.post("/{theme_id}/split", status_code=201, response_model=ThemePage, responses=declared(*CHANGING))
def split_theme(
    theme_id: Uuid, given: SplitIn, actor: Curator, db: Db, settings: Config, request_id: RequestId
) -> Page:
    """Some of the entries make a theme of their own."""
    with db.write() as session:
        return reshaping.split_theme(session, actor, settings.themes, theme_id, given, request_id)


@router.get("/{theme_id}/proposals", responses={200: {"model": ProposalsOut}, **declared(NotFound)})
def read_proposals(
    theme_id: Uuid,
    actor: Curator,
    db: Db,
    settings: Config,
    later: BackgroundTasks,
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Response:
    """Entries that say much the same and are not behind this theme yet, each with the reason for the likeness."""
    if likeness.catch_up(db):
        later.add_task(likeness.go_on, db)
    with db.read() as session:
        found = evidence.proposals(session, actor, settings.themes, theme_id, limit)
    return JsonText(found, background=later)
