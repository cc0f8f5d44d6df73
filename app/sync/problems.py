"""What can be wrong with one op."""

from app.kit.problems import Conflict, NotAllowed


class OpMismatch(Conflict):
    slug = "op-mismatch"
    title = "This op was sent before with other content"
    advice = (
        "A sent op never changes. Save what you typed as a new entry, and report this to an administrator."
    )


class NotYours(NotAllowed):
    slug = "not-yours"
    title = "This was typed by someone else"
    advice = "Sign in as the person who typed it, on the same phone, and it sends itself."


class EntryUnknown(Conflict):
    slug = "entry-unknown"
    title = "The server does not know this entry"
    advice = "Save a copy: it becomes a new entry."


class ChangedSince(Conflict):
    slug = "changed-since"
    title = "The entry was changed elsewhere"
    advice = "Read what it says now, then retract it again if you still want to."
