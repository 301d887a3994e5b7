"""The OWL 2 RL closure, and the derivation of whatever follows by it."""
