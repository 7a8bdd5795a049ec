"""The rule language: conditions as trees, checked against the vocabulary."""
