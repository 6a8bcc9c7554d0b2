"""Independent sellers."""
