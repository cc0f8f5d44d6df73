"""What can stand in the way of changing a person."""

from app.kit.problems import Conflict


class PersonChanged(Conflict):
    slug = "person-changed"
    title = "Somebody changed this person meanwhile"
    advice = "Load them again, look at what changed, and decide then."

    def __init__(self, *, rev: int) -> None:
        super().__init__(members={"rev": rev})


class LastAdmin(Conflict):
    slug = "last-admin"
    title = "Nobody would be left who looks after this"
    advice = "This is the last administrator who can sign in. Make somebody else one first."
