"""Passkeys, and what they have to sign.

Revision: 20261123_passkeys
Follows: 20261123_short_beginnings
"""

import sqlalchemy as sa
from alembic import op

revision = "20261123_passkeys"
down_revision = "20261123_short_beginnings"

uuid = sa.String(36).with_variant(sa.UUID(as_uuid=False), "postgresql")
moment = sa.String(32).with_variant(sa.DateTime(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "passkey",
        sa.Column("id", uuid, nullable=False),
        sa.Column("person_id", uuid, nullable=False),
        sa.Column("credential_id", sa.String(1_364), nullable=False),
        sa.Column("public_key", sa.String(1_366), nullable=False),
        sa.Column("sign_count", sa.BigInteger, nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.Column("last_used_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_passkey_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    op.create_index("ix_passkey_person_id", "passkey", ["person_id"])
    op.create_table(
        "passkey_challenge",
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("person_id", uuid, nullable=True),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.CheckConstraint(
            "purpose IN ('sign_in', 'registration')", name=op.f("ck_passkey_challenge_purpose")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_passkey_challenge_person_id_person")
        ),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_passkey_challenge")),
    )
    op.create_index("ix_passkey_challenge_expires_at", "passkey_challenge", ["expires_at"])
