"""A cart that was committed to, until the parcel arrives."""
