"""From the bytes of a page to facts: sources that are read, and how they vote."""
