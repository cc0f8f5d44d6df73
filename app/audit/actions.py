"""Names of actions: object, colon, what was done, in the past tense."""

from enum import StrEnum


class Action(StrEnum):
    """Everything the trail knows, except changes of entries: those are revisions, each with its own line."""

    SESSION_OPENED = "session:opened"
    SESSION_RENEWED = "session:renewed"
    SESSION_REFUSED = "session:refused"
    SESSIONS_REVOKED = "session:revoked"
    HISTORY_READ = "entry:history-read"
    SESSION_CLOSED = "session:closed"
    TOKEN_CREATED = "token:created"  # noqa: S105 - the name of an action
    TOKEN_REVOKED = "token:revoked"  # noqa: S105
    EXPORT_BEGUN = "export:begun"
    ENTRIES_EXPORTED = "entries:exported"
    DATA_SET_EXPORTED = "data-set:exported"
    ENTRIES_IMPORTED = "entries:imported"
    PERSON_CREATED = "person:created"
    PERSON_ERASED = "person:erased"
    ENTRY_ERASED = "entry:erased"
    LINK_MADE = "person:link-made"
    PASSWORD_SET = "person:password-set"  # noqa: S105
    IDENTITY_LINKED = "person:identity-linked"
    SCOPE_CHANGED = "person:scope-changed"
    SIGNAL_JUDGED = "signal:judged"
    VIEW_SAVED = "view:saved"
    VIEW_REMOVED = "view:removed"
    ENTRY_FIRST_READ = "entry:first-read"
    THEME_CREATED = "theme:created"
    THEME_CHANGED = "theme:changed"
    THEME_STEPPED = "theme:stepped"
    THEME_LINE_SET = "theme:line-set"
    THEME_LINKED = "theme:linked"
    THEME_UNLINKED = "theme:unlinked"
    THEME_MERGED = "theme:merged"
    THEME_SPLIT = "theme:split"
    ACTION_ADDED = "action:added"
    ACTION_CHANGED = "action:changed"
    PRIORITY_CREATED = "priority:created"
    PRIORITY_CHANGED = "priority:changed"
    PRIORITY_RETIRED = "priority:retired"
    EPOCH_CHANGED = "epoch:changed"
