"""Files that rows are read from: one file per format and one per dialect, and its name is the name.

A format (`csv`, `jsonl`, `parquet`, `xml`) knows bytes: it has `SUFFIXES` and `read`, and gives rows by column. A
dialect (`shopify_csv`, `google_merchant`, `modiste_csv`) knows what somebody's columns mean: it has `FIELDS` and
`fits`, and its `plain` turns the feed that a format has read into a plainer one with one row for each variant,
everything said in it. Any dialect stands above any format, so neither knows the other.
"""
