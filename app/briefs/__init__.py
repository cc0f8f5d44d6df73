"""Consultation cards: tentative conclusions worth reacting to, for whoever visits such a place."""
