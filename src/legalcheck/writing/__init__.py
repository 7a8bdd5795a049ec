"""Changing files that people write: whole or not at all, and nothing but what is meant."""
