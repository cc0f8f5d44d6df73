"""Screening of text: adverse events, patients' identities, promotional wording. The phone runs the same rules."""
