"""Tests of the door to the open web."""
