"""The pages behind the `type` of a problem, written from the error tree itself, so none can be missing."""

from html import escape

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from app.kit.problems import NotFound, Problem, kinds

router = APIRouter(prefix="/problems", include_in_schema=False)


@router.get("")
def every_kind() -> HTMLResponse:
    """All kinds of problem, as a list of links."""
    items = "".join(
        f'<li><a href="{kind.uri()}">{escape(kind.title)}</a> ({kind.status})</li>' for kind in _documented()
    )
    return _page("Problems", f"<p>What an error answer of this service can say.</p><ul>{items}</ul>")


@router.get("/{slug}")
def one_kind(slug: str) -> HTMLResponse:
    """What one kind means and what to do. Raises NotFound for a kind there isn't."""
    kind = next((kind for kind in _documented() if kind.slug == slug), None)
    if kind is None:
        raise NotFound("There is no such kind of problem; /problems lists them.")
    return _page(
        kind.title,
        f"<p>{escape(kind.advice)}</p><dl><dt>Status</dt><dd>{kind.status}</dd>"
        f"<dt>Type</dt><dd><code>{kind.uri()}</code></dd></dl>"
        '<p><a href="/problems">All problems</a></p>',
    )


def _documented() -> list[type[Problem]]:
    return [kind for kind in kinds() if kind is not Problem]


def _page(title: str, content: str) -> HTMLResponse:
    return HTMLResponse(
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width"></head>'
        f"<body><main><h1>{escape(title)}</h1>{content}</main></body></html>"
    )
