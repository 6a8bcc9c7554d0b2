"""What a garment in a photo is: one file a model."""
