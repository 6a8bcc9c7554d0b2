"""Tests of what the shop tells people."""
