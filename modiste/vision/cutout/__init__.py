"""The garment in a photo, cut out of its ground: one file a model."""
