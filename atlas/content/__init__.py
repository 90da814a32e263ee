"""What we wrote ourselves, read and checked: one module a file or folder of `content/`."""
