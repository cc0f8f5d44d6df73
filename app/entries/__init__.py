"""The entry: one short note after one visit, with every revision kept."""
