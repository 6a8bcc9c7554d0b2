"""Random histories of payments on the sandbox, and a judge who knows nothing but its book."""
