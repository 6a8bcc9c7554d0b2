"""File formats that rows are read from: one file per format, and its name is the format's name."""
