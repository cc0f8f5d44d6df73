"""Other products on the same work, each in an environment of its own that is made at need."""
