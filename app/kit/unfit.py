"""Said of a script by whoever reads it, and heard by those who need not read any."""


class UnfitScriptError(ValueError):
    """A script that can't be served as it should be: not JavaScript, or written in a way not provided for."""
