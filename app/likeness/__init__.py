"""Entries that say the same in other words. The phone does the same over what it holds: static/likeness/."""
