"""Tests of prices elsewhere."""
