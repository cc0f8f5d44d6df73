"""One row that says how far the sequence has come, and which life of this server it belongs to."""

from sqlalchemy import BigInteger, CheckConstraint, Column
from sqlmodel import Field, SQLModel

from app.kit.tables import uuid_type


class Feed(SQLModel, table=True):
    """`head` is the newest stamp given out. `epoch` changes when the server is restored from a backup."""

    __tablename__ = "feed"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: int = Field(default=1, primary_key=True)
    head: int = Field(sa_column=Column(BigInteger, nullable=False))
    server_id: str = Field(sa_column=Column(uuid_type(), nullable=False))
    epoch: str = Field(sa_column=Column(uuid_type(), nullable=False))
