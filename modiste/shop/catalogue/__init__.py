"""Items, variants, search, pictures, import of feeds."""
