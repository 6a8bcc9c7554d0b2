"""Tests of the garments that a shopper owns."""
