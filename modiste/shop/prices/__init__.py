"""What the same product costs elsewhere, now and before."""
