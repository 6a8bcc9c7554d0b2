"""The shops that prices are compared with: one file per interface, each pure translation without a socket."""
