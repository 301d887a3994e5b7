"""What people call things: one fold for every way to write it, and words that mean the same."""
