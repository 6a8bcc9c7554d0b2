"""The shop as its shoppers meet it: a real browser in front of the real demo."""
