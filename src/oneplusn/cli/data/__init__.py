"""Commands that build and prove the graph."""
