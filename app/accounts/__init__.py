"""People, what they are, and for which regions."""
