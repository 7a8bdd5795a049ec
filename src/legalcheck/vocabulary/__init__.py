"""The words that drafts, profiles, rules and results share (`rules/vocabulary.yaml`), as typed objects."""

from legalcheck.vocabulary.words import (
    Conclusion,
    Field,
    Part,
    Path,
    Section,
    Selector,
    ValueType,
    Vocabulary,
    shipped_vocabulary,
)

__all__ = ["Conclusion", "Field", "Part", "Path", "Section", "Selector", "ValueType", "Vocabulary", "shipped_vocabulary"]
