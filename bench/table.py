"""The one table: name, figure, goal, met or not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table. `met` is None where there is no goal or nothing was measured; the note says why."""

    name: str
    figure: str
    goal: str = "–"
    met: bool | None = None
    note: str = ""

    def cells(self) -> tuple[str, str, str, str, str]:
        """The line as text."""
        return (
            self.name,
            self.figure,
            self.goal,
            {True: "met", False: "NOT met", None: "–"}[self.met],
            self.note,
        )


def missing(name: str, goal: str, why: str) -> Figure:
    """A line for what could not be measured: said, not passed over."""
    return Figure(name, "not measured here", goal, None, why)


def printed(figures: list[Figure]) -> str:
    """The table in Markdown, its columns in line, so that it reads in a terminal as on a page."""
    lines = [("what", "figure", "goal", "met", "note"), *(figure.cells() for figure in figures)]
    widths = [max(len(line[place]) for line in lines) for place in range(5)]
    rule = tuple("-" * width for width in widths)
    padded = [
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in (lines[0], rule, *lines[1:])
    ]
    return "\n".join(f"| {line} |" for line in padded)
