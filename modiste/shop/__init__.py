"""The service: one folder per feature, listed from the top floor down in ARCHITECTURE.md."""
