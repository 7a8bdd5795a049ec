"""Conditions in words, as a lawyer would read them aloud."""

from __future__ import annotations

from legalcheck.language.conditions import All, AnyOf, Concluded, Condition, Every, Not, Some, Test
from legalcheck.vocabulary import Path, Vocabulary

LONG = 60
"""Letters beyond which a meaning is cut at its colon."""
_OPS = {
    "equals": "is", "one_of": "is one of", "includes": "includes", "includes_any": "includes one of", "at_least": "is at least",
    "more_than": "is more than", "at_most": "is at most", "less_than": "is less than", "known": "is known",
}  # fmt: skip
_NOT_OPS = {"equals": "is not", "one_of": "is none of", "includes": "does not include", "includes_any": "includes none of", "known": "is not known"}


def lines(condition: Condition, vocabulary: Vocabulary, indent: int = 0, *, negated: bool = False) -> list[tuple[int, str]]:
    """(indent, line) for each line of a condition in words."""
    if isinstance(condition, Test):
        return [(indent, words_of_test(condition, vocabulary, negated))]
    if isinstance(condition, Concluded):
        meaning = vocabulary.conclusions[condition.name].meaning
        return [(indent, f"{'not: ' if negated else ''}{meaning} ({condition.name})")]
    if isinstance(condition, Not):
        return lines(condition.part, vocabulary, indent, negated=not negated)
    if isinstance(condition, Some | Every):
        some = isinstance(condition, Some) is not negated
        head = f"for {'at least one' if some else 'every'} {_part(condition.over, vocabulary)}:"
        return [(indent, head), *lines(condition.part, vocabulary, indent + 2, negated=negated)]
    assert isinstance(condition, All | AnyOf)
    every = isinstance(condition, All) is not negated
    head = "all of:" if every else "at least one of:"
    return [(indent, head), *(line for part in condition.parts for line in lines(part, vocabulary, indent + 2, negated=negated))]


def words_of_test(test: Test, vocabulary: Vocabulary, negated: bool = False) -> str:
    """One test in words: `the measure is production of stored data (measure.kind)`."""
    meaning = test.path.meaning.partition(":")[0] if len(test.path.meaning) > LONG else test.path.meaning
    verb = _NOT_OPS.get(test.op) if negated else None
    verb = verb or (f"not: {_OPS[test.op]}" if negated else _OPS[test.op])
    if test.path.type.kind == "boolean" and test.op == "equals" and test.other is None:
        holds = bool(test.constant) is not negated
        return f"{'' if holds else 'not: '}{meaning} ({test.path.name})"
    operand = ""
    if test.other is not None:
        operand = f"what {test.other.name} says"
    elif test.op != "known":
        operand = _constant(test.constant, test.path, vocabulary)
    return f"{meaning} {verb} {operand} ({test.path.name})".replace("  ", " ")


def _constant(constant: object, path: Path, vocabulary: Vocabulary) -> str:
    words = constant if isinstance(constant, tuple) else (constant,)
    found = [vocabulary.name_of(path.type.slug, str(word)) if path.type.slug else str(word) for word in words]
    return " or ".join(found)


def _part(part: str, vocabulary: Vocabulary) -> str:
    return part if part in vocabulary.parts else f"statement of {part}"
