"""Where each node stands."""
