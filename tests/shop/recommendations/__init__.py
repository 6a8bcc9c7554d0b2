"""Tests of what is shown next and why."""
