"""What a phone says will never come."""

from sqlalchemy import Column, ForeignKey, Integer
from sqlmodel import Field, SQLModel

from app.kit.tables import uuid_type


class GivenUp(SQLModel, table=True):
    """The number of an op that its person gave up on the phone before it was ever sent: a hole with a reason."""

    __tablename__ = "given_up_op"

    client_id: str = Field(sa_column=Column(uuid_type(), ForeignKey("device.id"), primary_key=True))
    op_no: int = Field(sa_column=Column(Integer, primary_key=True))
