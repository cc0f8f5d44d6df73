"""Reading the trail, and proving that it is whole."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.chain import chain_hash
from app.audit.models import AuditEvent
from app.kit.tables import column, table


def broken_lines(session: Session) -> Iterator[int]:
    """Numbers of the lines whose hash does not follow from the line before: changed, removed before, or put in."""
    return (number for number, holds in followed(session) if not holds)


def followed(session: Session, after: int = 0, most: int | None = None) -> Iterator[tuple[int, bool]]:
    """The number of each line behind one, and whether its hash follows from the line before; all of them, or some."""
    no = column(AuditEvent.no)
    known = select(column(AuditEvent.hash)).where(no <= after).order_by(no.desc()).limit(1)
    before = (session.execute(known).scalar() or "") if after else ""
    lines = select(table(AuditEvent)).where(no > after).order_by(no).limit(most)
    for line in session.execute(lines, execution_options={"yield_per": 1_000}):
        expected = chain_hash(
            before,
            at=line.at,
            actor_id=line.actor_id,
            action=line.action,
            object_kind=line.object_kind,
            object_id=line.object_id,
            facts=line.facts,
            request_id=line.request_id,
        )
        yield line.no or 0, line.hash == expected
        before = line.hash


def head(session: Session) -> tuple[int, str] | None:
    """Number and hash of the last line. Kept elsewhere, it shows later that nothing was cut off or written anew."""
    last = session.execute(
        select(column(AuditEvent.no), column(AuditEvent.hash)).order_by(column(AuditEvent.no).desc()).limit(1)
    ).one_or_none()
    return None if last is None else (last.no, last.hash)


def holds(session: Session, number: int, digest: str) -> bool:
    """Whether the line of this number is there with this hash."""
    wanted = select(column(AuditEvent.hash)).where(column(AuditEvent.no) == number)
    return session.execute(wanted).scalar_one_or_none() == digest
