"""What can stand in the way of changing a theme."""

from app.kit.problems import Conflict


class ThemeChanged(Conflict):
    slug = "theme-changed"
    title = "Somebody changed this meanwhile"
    advice = "Load it again, look at what changed, and decide then."

    def __init__(self, *, rev: int) -> None:
        super().__init__(members={"rev": rev})


class StepNotPossible(Conflict):
    slug = "step-not-possible"
    title = "The theme can't go there from here"
    advice = "A theme climbs one step at a time, may go back, and may be closed; a closed one begins again."

    def __init__(self, *, may: list[str]) -> None:
        super().__init__(members={"may": may})


class NotCorroborated(Conflict):
    slug = "not-corroborated"
    title = "Too few independent organisations support this"
    advice = "Gather more evidence, or leave the theme as heard."

    def __init__(self, *, needed: int, found: int) -> None:
        super().__init__(
            f"{found} independent organisation{'' if found == 1 else 's'} so far; 'corroborated' needs {needed}. "
            "Gather more evidence, or leave the theme as heard.",
            members={"needed": needed, "found": found},
        )


class StepNeedsAction(Conflict):
    slug = "step-needs-action"
    title = "An action has to come first"
    advice = "Add or update an action of this theme, then take the step."


class ReactionStands(Conflict):
    slug = "reaction-stands"
    title = "This is an HCP's own answer"
    advice = "A reaction stays as it was given. Only its author can change it; a split can move it."
