"""Tests of the street of shops on loopback."""
