"""The words of an explanation: each narrator gets facts and may add none."""
