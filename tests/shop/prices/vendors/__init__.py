"""Tests of the vendors: one contract over all files, and recorded answers."""
