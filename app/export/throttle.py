"""How often one token may begin an export: counted in the trail, so over all server processes."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.actions import Action
from app.audit.models import AuditEvent
from app.auth.actor import Actor
from app.config import ExportSettings
from app.kit.clock import now
from app.kit.problems import TooManyRequests
from app.kit.tables import column


def refuse_if_too_often(session: Session, actor: Actor, settings: ExportSettings) -> None:
    """Raise TooManyRequests, with the seconds until the oldest run of the window no longer counts."""
    begun = select(func.count(), func.min(column(AuditEvent.at))).where(
        column(AuditEvent.at) > now() - settings.window,
        column(AuditEvent.action) == str(Action.EXPORT_BEGUN),
        column(AuditEvent.actor_id) == actor.id,
        column(AuditEvent.object_id).is_not_distinct_from(actor.token_id),
    )
    count, first = session.execute(begun).one()
    if count >= settings.runs:
        wait = max(1, int((first + settings.window - now()).total_seconds()) + 1)
        raise TooManyRequests(
            f"{count} exports began within {settings.window.total_seconds():.0f} seconds. Wait {wait} seconds, then go "
            "on with your cursor.",
            retry_after=wait,
        )
