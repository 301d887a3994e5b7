"""The graph: the report's text, its encoding, and the dataset made of both."""
