"""Barriers and the other code lists: versioned data, editable by an admin, a code never used twice."""
