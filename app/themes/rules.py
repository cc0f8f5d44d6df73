"""What has to be there before a theme may climb. Who says otherwise closes it, or gathers more."""

from typing import Any

from sqlalchemy.orm import Session

from app.config import ThemeSettings
from app.themes import queries
from app.themes.problems import NotCorroborated, StepNeedsAction


def refuse_too_early(session: Session, theme: Any, status: str, settings: ThemeSettings) -> None:
    """Raise NotCorroborated or StepNeedsAction when a theme can't be that yet."""
    if status == "corroborated":
        found = queries.counts_of(theme)["supports"]["hcos"]
        if found < settings.corroborated_hcos:
            raise NotCorroborated(needed=settings.corroborated_hcos, found=found)
        return
    actions = queries.actions_of(session, [theme.id])
    if status == "co_designed" and not any(one.partner_ref and one.status != "dropped" for one in actions):
        raise StepNeedsAction(
            "'Co-designed' needs an action with a partner on the HCP's side. Add one, then take the step."
        )
    if status == "piloted" and not any(one.status in ("under_way", "done") for one in actions):
        raise StepNeedsAction("'Piloted' needs an action that is under way. Update it, then take the step.")
    if status == "changed" and not any(one.status == "done" for one in actions):
        raise StepNeedsAction("'Changed' needs an action that is done. Update it, then take the step.")
