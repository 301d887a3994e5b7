"""Quantities, numbers and dates in English: said, and read back."""
