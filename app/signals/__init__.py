"""Signals: barriers that rise more than chance, and words that are newly frequent."""
