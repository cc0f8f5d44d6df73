"""What can be wrong with an export that was right the last time."""

from app.kit.problems import Conflict


class ScopeChanged(Conflict):
    slug = "scope-changed"
    title = "What you may see is not what it was"
    advice = (
        "Your roles or regions changed since this cursor was given, or it was given to somebody else, or regions with "
        "few entries are now shown otherwise. Export once without a cursor, replace what you hold, and go on with the "
        "new cursor."
    )


class QuestionChanged(Conflict):
    slug = "question-changed"
    title = "The cursor belongs to another question"
    advice = (
        "A cursor stands for one data set with one filter, one choice of columns and one way with deleted rows. Ask as "
        "in the run that gave it; or export once without a cursor, replace what you hold, and go on with the new one."
    )
