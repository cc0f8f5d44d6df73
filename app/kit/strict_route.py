"""JSON bodies for FastAPI routes by way of the strict parser: `APIRouter(route_class=StrictRoute)`."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from app.kit import strict_json
from app.kit.problems import UnsupportedMediaType

_PARAMETERS = ("", "charset=utf-8", 'charset="utf-8"')


class StrictRoute(APIRoute):
    """A route whose body, if there is one, has to be JSON that the strict parser takes.

    The body is read and parsed before FastAPI looks at it: FastAPI turns whatever is raised while it reads into a
    400 of its own. Models, embedding and OpenAPI stay FastAPI's. Answers 415 for another content type or a coded
    body, 400 for a body that isn't acceptable JSON.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handler = super().get_route_handler()

        async def strict(request: Request) -> Response:
            return await handler(await StrictRequest.read(request))

        return strict


class StrictRequest(Request):
    """A request whose `json()` is what the strict parser made of the body."""

    parsed: Any = None

    @classmethod
    async def read(cls, request: Request) -> "StrictRequest":
        """The same request with its body read and parsed. Raises MalformedJson or UnsupportedMediaType."""
        strict = cls(request.scope, request.receive)
        body = await strict.body()
        if body:
            _check_headers(strict)
            strict.parsed = strict_json.loads(body)
        return strict

    async def json(self) -> Any:
        return self.parsed


def _check_headers(request: Request) -> None:
    types = request.headers.getlist("content-type")
    if len(types) != 1 or not _is_json(types[0]):
        raise UnsupportedMediaType
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise UnsupportedMediaType("Send the body as it is, without a Content-Encoding.")


def _is_json(content_type: str) -> bool:
    kind, *parameters = (part.strip().lower() for part in content_type.split(";"))
    return kind == "application/json" and all(parameter in _PARAMETERS for parameter in parameters)
