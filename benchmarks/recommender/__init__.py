"""The recommender beside its peers: quality, speed, acceleration, scaling; each part prints a table."""
