"""The pictures: the graph, or what lies around one thing in it, as one HTML page."""
