"""Charts of progress."""
