"""What the records say together: observatory, freshness, changes, organisations."""
