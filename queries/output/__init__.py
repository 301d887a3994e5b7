"""Answers as tables for people and programs, as Python values and as graphs."""
