"""Links by which somebody sets their password, once.

Revision: 20261123_links
Follows: 20261123_themes
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_links"
down_revision = "20261123_themes"

uuid = sa.String(36).with_variant(sa.UUID(as_uuid=False), "postgresql")
moment = sa.String(32).with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "one_time_link",
        sa.Column("id", uuid, nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("person_id", uuid, nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.CheckConstraint("purpose IN ('invitation', 'reset')", name=op.f("ck_one_time_link_purpose")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_one_time_link_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_one_time_link_secret_hash")),
    )
    op.create_index("ix_one_time_link_person_id", "one_time_link", ["person_id"])
