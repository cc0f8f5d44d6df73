"""The index of stems: which entries hold each, and how many. Made from revisions, in the order of the change sequence.

Nothing here is written with an entry: it is carried on when somebody asks (commands.py), so no push waits for it.
"""

from sqlalchemy import BigInteger, CheckConstraint, Column, Integer, String
from sqlmodel import Field, SQLModel

from app.likeness.text import STEM

# Another number makes the index anew: raise it with each change of words or stems.
VERSION = 1


class IndexState(SQLModel, table=True):
    """How far the index has come: the newest revision it knows, and the number of entries in it."""

    __tablename__ = "likeness_state"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: int = Field(default=1, primary_key=True)
    version: int = Field(sa_column=Column(Integer, nullable=False))
    seq: int = Field(sa_column=Column(BigInteger, nullable=False))
    entries: int = Field(sa_column=Column(Integer, nullable=False))


class Stem(SQLModel, table=True):
    """In how many entries a stem stands."""

    __tablename__ = "likeness_stem"

    stem: str = Field(sa_column=Column(String(STEM), primary_key=True))
    entries: int = Field(sa_column=Column(Integer, nullable=False))


class Posting(SQLModel, table=True):
    """That a stem stands in the entry of this number. All of the row is its key."""

    __tablename__ = "likeness_posting"
    __table_args__ = ({"sqlite_with_rowid": False},)

    stem: str = Field(sa_column=Column(String(STEM), primary_key=True))
    no: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
