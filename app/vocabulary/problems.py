"""What stands in the way of changing a code list."""

from app.kit.problems import Conflict


class VocabularyChanged(Conflict):
    slug = "vocabulary-changed"
    title = "Somebody else changed this code list meanwhile"
    advice = "Load the list again, look at what changed, then decide again."

    def __init__(self, *, version: int) -> None:
        super().__init__(members={"version": version})


class TermNotPossible(Conflict):
    slug = "term-not-possible"
    title = "This term can't be changed in that way"
    advice = "The sentence in `detail` says what stands in the way."
