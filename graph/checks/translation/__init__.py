"""Checks of the English sentences that a report comes with."""
