"""Keeping the law current: what is to be confirmed first, confirming it, and starting new files."""
