"""Checks of the dataset against the report, the ontology and itself."""
