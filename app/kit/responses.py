"""Answers whose bodies are made elsewhere."""

from starlette.responses import Response


class JsonText(Response):
    """An answer whose body is finished JSON text."""

    media_type = "application/json"
