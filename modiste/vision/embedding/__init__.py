"""What a garment looks like as a vector, so that like lies beside like: one file a model."""
