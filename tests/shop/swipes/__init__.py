"""Tests of the record of taste."""
