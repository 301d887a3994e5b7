"""The ontology as a page to read: each term with its meaning, its use and its evidence."""
