"""Tests of items, search and import."""
