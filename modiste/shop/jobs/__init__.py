"""Work that is under way, as the one who asked for it sees it."""
