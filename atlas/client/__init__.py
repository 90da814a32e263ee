"""What our own scripts fetch, made at build: small files without any promise to others."""
