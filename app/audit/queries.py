"""Reading the trail, and proving that it is whole."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.audit.chain import chain_hash
from app.audit.models import AuditEvent
from app.kit.tables import column


def broken_lines(session: Session) -> Iterator[int]:
    """Numbers of the lines whose hash does not follow from the line before: changed, removed before, or put in."""
    before = ""
    for line in (
        session.execute(select(AuditEvent).order_by(column(AuditEvent.no))).scalars().yield_per(1_000)
    ):
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
        if line.hash != expected:
            yield line.no or 0
        before = line.hash
