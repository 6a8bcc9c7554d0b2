"""Everything HTTP that no feature owns: problems, limits, headers, paging, idempotency, health."""
