"""What every signal has: a name that stays, the regions that were counted, a chart of the last half year."""

import hashlib

from app.auth.actor import Actor
from app.kit.json_text import canonical

CHART_WEEKS = 26


def scope_of(actor: Actor) -> dict[str, list[str]]:
    """The regions that were counted, as a filter: a lead who also writes may see own entries elsewhere."""
    return {} if actor.regions is None else {"region": list(actor.regions)}


def signal_id(kind: str, actor: Actor, key: dict[str, str]) -> str:
    """A name that stays while the same thing rises, for everybody who looks at the same regions."""
    # What happens in one region is the same signal for all who see that region.
    scope = None if "region" in key or actor.regions is None else sorted(actor.regions)
    return hashlib.sha256(canonical([kind, scope, key]).encode()).hexdigest()[:32]
