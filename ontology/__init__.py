"""The ontology: its terms, concept schemes, shapes and prefixes, kept as Turtle."""
