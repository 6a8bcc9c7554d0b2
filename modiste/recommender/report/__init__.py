"""A comparison to look at: one page of HTML that needs nothing from elsewhere, and a table for the terminal."""
