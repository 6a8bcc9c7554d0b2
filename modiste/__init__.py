"""Modiste: an open-source fashion shop that learns taste."""

__version__ = "0.1.0"
