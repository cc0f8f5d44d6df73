"""One row that says how far the sequence has come, and which life of this server it belongs to."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Integer
from sqlmodel import Field, SQLModel

from app.kit.tables import uuid_type


class Feed(SQLModel, table=True):
    """`head` is the newest stamp given out. `epoch` changes when the server is restored from a backup.

    Each epoch's changes get revs above `rev_floor`, and so above every rev of the epochs before: a rev given out and
    lost with the restore must not be given to another change, or a phone that saw the first would overwrite the second.
    """

    __tablename__ = "feed"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: int = Field(default=1, primary_key=True)
    head: int = Field(sa_column=Column(BigInteger, nullable=False))
    server_id: str = Field(sa_column=Column(uuid_type(), nullable=False))
    epoch: str = Field(sa_column=Column(uuid_type(), nullable=False))
    rev_floor: int = Field(default=0, sa_column=Column(Integer, nullable=False, server_default="0"))
