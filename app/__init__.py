"""Pathnote: what stands between patients and good care, as Medical Science Liaisons hear it in the field."""

__version__ = "0.1.0"
