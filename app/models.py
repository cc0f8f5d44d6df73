"""All tables in one import, for migrations and for the test that compares them with what migrations make."""

from sqlmodel import SQLModel

from app.accounts import models as accounts
from app.audit import models as audit
from app.auth import models as auth
from app.changes import models as changes
from app.entries import models as entries
from app.erasure import models as erasure
from app.likeness import models as likeness
from app.signals import models as signals
from app.sync import models as sync
from app.themes import models as themes
from app.views import models as views
from app.vocabulary import models as vocabulary

__all__ = [
    "SQLModel",
    "accounts",
    "audit",
    "auth",
    "changes",
    "entries",
    "erasure",
    "likeness",
    "signals",
    "sync",
    "themes",
    "views",
    "vocabulary",
]
