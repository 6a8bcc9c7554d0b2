"""Tests of modiste.shop.wardrobe."""
