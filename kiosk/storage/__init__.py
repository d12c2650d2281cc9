"""The store: the only SQL, spoken in domain values."""
