"""From two records to a probability: what is read in their words, and the trees that weigh it."""
