"""What a page shows: which part of the graph, and what is known of it."""
