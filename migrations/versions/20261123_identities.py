"""Who a sign-on provider says a person is.

Revision: 20261123_identities
Follows: 20261122_signals_and_views
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_identities"
down_revision = "20261122_signals_and_views"

uuid = sa.String(36).with_variant(sa.UUID(as_uuid=False), "postgresql")
moment = sa.String(32).with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "person_identity",
        sa.Column("issuer", sa.String(255), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("person_id", uuid, nullable=False),
        sa.Column("linked_at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_identity_person_id_person")
        ),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_person_identity")),
    )
    op.create_index("ix_person_identity_person_id", "person_identity", ["person_id"])
