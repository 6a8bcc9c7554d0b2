"""What happened: figures that boutiques act on."""
