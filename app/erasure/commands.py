"""Erasing: entries in short transactions, each with its line in the trail, then what was derived from their words."""

from collections.abc import Iterator

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from app.accounts.models import Person, PersonIdentity, PersonRegion, PersonRole
from app.accounts.queries import ERASED_ADDRESS
from app.audit.actions import Action
from app.audit.commands import record
from app.auth.models import ApiToken, LoginSession, OneTimeLink, Passkey, PasskeyChallenge
from app.changes.commands import take_stamps
from app.entries.commands import Change, load_for_change, store
from app.entries.models import Revision
from app.erasure import queries
from app.erasure.models import EntryErasure
from app.erasure.scrubbing import ERASED, scrubbed, scrubbed_body
from app.kit.clock import now
from app.kit.db import Database
from app.kit.sql import moment_text
from app.kit.tables import column, table
from app.likeness.commands import start_again
from app.themes.changing import next_rev
from app.themes.links import follow
from app.themes.models import ActionRevision, ThemeAction
from app.views.models import SavedView

CHUNK = 200
REVISIONS = select(column(Revision.entry_id), column(Revision.rev), column(Revision.body)).where(
    column(Revision.entry_id).in_(bindparam("ids", expanding=True))
)
REWRITE = (
    update(table(Revision))
    .where(column(Revision.entry_id) == bindparam("of_entry"), column(Revision.rev) == bindparam("of_rev"))
    .values(body=bindparam("new_body"), reason=None)
)


def erase_entries(
    db: Database, ids: list[str], actor_id: str, why: str, request_id: str | None = None
) -> int:
    """Take the words out of these entries, of all their revisions, and of what was made of them. Returns how many."""
    erased = 0
    for chunk in chunks(ids):
        with db.write() as session:
            erased += erase_chunk(session, chunk, actor_id, why, request_id)
    with db.write() as session:
        start_again(session)
    return erased


def chunks(ids: list[str]) -> Iterator[list[str]]:
    """So many that nobody waits long behind one."""
    for begin in range(0, len(ids), CHUNK):
        yield ids[begin : begin + CHUNK]


def erase_chunk(
    session: Session, ids: list[str], actor_id: str, why: str, request_id: str | None = None
) -> int:
    """One transaction. Those that came under suspicion meanwhile are left."""
    at = now()
    found = [e for e in load_for_change(session, ids).values() if e.values["safety_status"] != "suspected"]
    opened = [{"entry_id": entry.id, "at": at, "open": True} for entry in found]
    if not opened:
        return 0
    names = [entry.id for entry in found]
    session.execute(delete(EntryErasure).where(column(EntryErasure.entry_id).in_(names)))
    session.execute(insert(table(EntryErasure)), opened)
    rewrite_revisions(session, names)
    session.execute(update(EntryErasure).where(column(EntryErasure.entry_id).in_(names)).values(open=False))
    device_time = moment_text(at)
    store(session, [Change(scrubbed(e), "update", actor_id, None, device_time, ERASED) for e in found], at)
    follow(session, names, at)
    for entry in found:
        record(
            session,
            Action.ENTRY_ERASED,
            actor_id=actor_id,
            object_kind="entry",
            object_id=entry.id,
            request_id=request_id,
            why=why,
        )
    return len(found)


def rewrite_revisions(session: Session, ids: list[str]) -> None:
    """What stood in the history, and why somebody changed it."""
    rows = session.connection().execute(REVISIONS, {"ids": ids}).all()
    session.connection().execute(
        REWRITE,
        [{"of_entry": row.entry_id, "of_rev": row.rev, "new_body": scrubbed_body(row.body)} for row in rows],
    )


def forget_partner(
    session: Session, hcp_ref: str, actor_id: str, why: str, request_id: str | None = None
) -> None:
    """Actions that were agreed with this HCP are agreed with nobody in particular, and never were with them."""
    there = session.execute(queries.actions_with(hcp_ref).with_for_update()).all()
    for revision in session.execute(select(ActionRevision).where(queries.agreed_with(hcp_ref))).scalars():
        revision.body = {**revision.body, "partner_ref": None}
    session.flush()
    for action, seq in zip(there, take_stamps(session, len(there)), strict=True):
        session.execute(
            update(ThemeAction)
            .where(column(ThemeAction.id) == action.id)
            .values(
                partner_ref=func.nullif(column(ThemeAction.partner_ref), hcp_ref),
                rev=next_rev(session, action),
                seq=seq,
            )
        )
        record(
            session,
            Action.ENTRY_ERASED,
            actor_id=actor_id,
            object_kind="action",
            object_id=action.id,
            request_id=request_id,
            why=why,
        )


def erase_person(
    session: Session, person_id: str, actor_id: str, why: str, request_id: str | None = None
) -> None:
    """Empty somebody's account. What they wrote about barriers is the company's and stays, by nobody."""
    ways_in = (LoginSession, OneTimeLink, ApiToken, Passkey, PasskeyChallenge)
    for model in (PersonRole, PersonRegion, PersonIdentity, *ways_in):
        of_person = table(model).c.person_id == person_id
        session.execute(delete(table(model)).where(of_person))
    session.execute(
        delete(SavedView).where(column(SavedView.person_id) == person_id, column(SavedView.shared).is_(False))
    )
    session.execute(
        update(Person)
        .where(column(Person.id) == person_id)
        .values(
            name=ERASED,
            email=person_id + ERASED_ADDRESS,
            password_hash=None,
            active=False,
            all_regions=False,
            scope_version=column(Person.scope_version) + 1,
        )
    )
    record(
        session,
        Action.PERSON_ERASED,
        actor_id=actor_id,
        object_kind="person",
        object_id=person_id,
        request_id=request_id,
        why=why,
    )
