"""Words in entries: one interface, an index for each database."""
