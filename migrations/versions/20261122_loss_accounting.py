"""Loss accounting: find holes in a phone's op numbers, and know those that have a reason.

Revision: 20261122_loss_accounting
Follows: 20261122_device_keys
"""

import sqlalchemy as sa
from alembic import op

revision = "20261122_loss_accounting"
down_revision = "20261122_device_keys"

uuid = sa.String(36).with_variant(sa.UUID(as_uuid=False), "postgresql")


def upgrade() -> None:
    op.create_index("ix_op_client_id_op_no", "op", ["client_id", "op_no"])
    op.create_table(
        "given_up_op",
        sa.Column("client_id", uuid, nullable=False),
        sa.Column("op_no", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["device.id"], name="fk_given_up_op_client_id_device"),
        sa.PrimaryKeyConstraint("client_id", "op_no", name="pk_given_up_op"),
    )
