"""The command line: calls the same commands as the routes."""

from app.cli.root import main

__all__ = ["main"]
