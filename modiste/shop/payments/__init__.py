"""The money of an order: ask for it, hear of it, give it back."""
