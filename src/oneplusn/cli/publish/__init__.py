"""Commands that write pages and files, or send the graph to a server."""
