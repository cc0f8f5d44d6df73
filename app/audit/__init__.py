"""The trail of who did what: append-only at the database, chained by hash."""
