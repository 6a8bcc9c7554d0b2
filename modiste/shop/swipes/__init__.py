"""Likes, skips, undo, favourites: the record of taste."""
