"""Things of the graph: found by name, described, and followed from one to another."""
