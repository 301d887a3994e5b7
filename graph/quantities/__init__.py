"""Quantities and dates read from Chinese text, and what they can mean."""
