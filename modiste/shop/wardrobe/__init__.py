"""Garments that the shopper owns, with her photos of them and the days on which she wore them."""
