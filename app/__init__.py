"""Pathnote: field notes on barriers to care, from the phone to the people who act on them."""
