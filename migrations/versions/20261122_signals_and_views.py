"""What leads decided about signals, and the views they saved.

Revision: 20261122_signals_and_views
Follows: 20261122_likeness
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_signals_and_views"
down_revision = "20261122_likeness"

uuid = sa.String(36).with_variant(sa.UUID(as_uuid=False), "postgresql")
row_number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
moment = sa.String(32).with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "signal_judgement",
        sa.Column("no", row_number, nullable=False),
        sa.Column("signal_id", sa.String(32), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("person_id", uuid, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.CheckConstraint(
            "verdict IN ('seen', 'watching', 'dismissed')", name=op.f("ck_signal_judgement_verdict")
        ),
        sa.CheckConstraint(
            "verdict <> 'dismissed' OR reason IS NOT NULL", name=op.f("ck_signal_judgement_reason_given")
        ),
        sa.CheckConstraint(
            "length(reason) BETWEEN 1 AND 500", name=op.f("ck_signal_judgement_reason_length")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_signal_judgement_person_id_person")
        ),
        sa.PrimaryKeyConstraint("no", name=op.f("pk_signal_judgement")),
    )
    op.create_index("ix_signal_judgement_signal_id_no", "signal_judgement", ["signal_id", "no"])
    op.create_table(
        "saved_view",
        sa.Column("id", uuid, nullable=False),
        sa.Column("person_id", uuid, nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("page", sa.String(16), nullable=False),
        sa.Column("query", sa.JSON(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("changed_at", moment, nullable=False),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 80", name=op.f("ck_saved_view_name_length")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_saved_view_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.UniqueConstraint("person_id", "name", name=op.f("uq_saved_view_person_id_name")),
    )
    op.create_index("ix_saved_view_person_id", "saved_view", ["person_id"])
