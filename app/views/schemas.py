"""Saved views on the wire."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.entries.schemas import AuthorOut
from app.kit.wire import Schema, line_text

Page = Literal["trends", "insights", "search"]
Name = Annotated[str, Field(pattern="^[a-z_]{1,32}$")]


class ViewIn(Schema):
    """A page with the state that stands in its address."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Referral in the north",
                    "page": "trends",
                    "query": {"region": ["nordics"], "barrier": ["referral"]},
                    "shared": True,
                }
            ]
        }
    )

    name: Annotated[str, line_text(80)]
    page: Page = "trends"
    query: Annotated[
        dict[Name, Annotated[list[Annotated[str, line_text(500)]], Field(max_length=50)]],
        Field(max_length=30),
    ] = Field(description="What stands in the page's address: names and their values.")
    shared: bool = Field(
        False, description="Other leads see it too. It shows each what their own regions hold."
    )


class ViewOut(BaseModel):
    """A saved view."""

    id: str
    name: str
    page: Page
    query: dict[str, list[str]]
    shared: bool
    own: bool = Field(description="You may change or remove it.")
    by: AuthorOut
    changed_at: str


class ViewsOut(BaseModel):
    """Your own views and those that others share, by name."""

    items: list[ViewOut]
