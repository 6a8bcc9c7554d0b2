"""Everything about one person: to take away, and to be erased."""
