"""SHACL: validation, the shapes of the project, and a process of its own for them."""
