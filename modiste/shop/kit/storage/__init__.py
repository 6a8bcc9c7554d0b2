"""Where files lie: one file per kind of store, switched by MODISTE_STORAGE_URL."""
