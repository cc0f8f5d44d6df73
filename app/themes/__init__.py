"""Themes: tentative conclusions with their evidence for and against, what was done about them, and who hears back."""
