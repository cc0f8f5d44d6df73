"""What browser a session lives in, in a person's words.

Revision: 20261123_browsers
Follows: 20261123_erasure
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_browsers"
down_revision = "20261123_erasure"


def upgrade() -> None:
    op.add_column("login_session", sa.Column("browser", sa.String(40), nullable=True))
