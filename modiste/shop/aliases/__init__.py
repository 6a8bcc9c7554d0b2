"""Paths and shapes of the requirement documents: each translates and delegates to the one implementation."""
