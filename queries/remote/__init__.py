"""Servers that the user has named: SPARQL endpoints and graph stores."""
