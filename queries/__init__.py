"""The questions that the graph answers, as a library of SPARQL queries."""
