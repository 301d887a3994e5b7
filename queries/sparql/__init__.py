"""SPARQL on our own store: what is allowed, how long it may take, what it answers."""
