"""Benchmarks: every figure beside its peer, in turn, in the same run. `python -m bench --help`."""
