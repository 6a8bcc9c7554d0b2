"""Tests that speak as clients of the requirement documents."""
