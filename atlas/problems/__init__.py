"""What a check says: a problem, its sentence, and how both are told."""
