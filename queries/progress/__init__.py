"""Targets beside the report's figures: how far along, and in which words."""
