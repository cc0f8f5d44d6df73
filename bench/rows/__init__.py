"""One module for each kind of figure; `measure(bench)` yields lines of the table."""
