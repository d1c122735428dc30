"""Scripts that make a shell ask us what the Tab key offers."""
