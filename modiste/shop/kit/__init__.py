"""Tools that know nothing of fashion, shops or users."""
