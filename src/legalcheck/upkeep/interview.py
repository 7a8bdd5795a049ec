"""A draft put together by asking: only what matters for the two states, the measure and the data chosen is asked for."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from legalcheck.assessment.evaluate import Evaluator
from legalcheck.models.check import checked
from legalcheck.models.draft import Draft
from legalcheck.models.result import Question
from legalcheck.reading.problems import InputError
from legalcheck.reading.yaml_text import Document, read_bytes
from legalcheck.vocabulary import Vocabulary
from legalcheck.writing.places import PlaceError, put

Ask = Callable[[Question, str | None], str]
"""Asks a question (with what was wrong with the answer before, if anything) and returns the answer; empty to pass over it."""


def interview(data: Mapping[str, Any], evaluator: Evaluator, day: date, ask: Ask) -> dict[str, Any]:
    """Ask what the result of the draft so far asks of the drafter, until nothing is left; what is passed over is not asked again."""
    draft = copy.deepcopy(dict(data))
    passed: set[str] = set()
    while question := _next(draft, passed, evaluator, day):
        wrong: str | None = None
        while True:
            answer = ask(question, wrong)
            if not answer.strip():
                passed.add(question.path)
                break
            tried = copy.deepcopy(draft)
            wrong = answered(tried, place_of(question, evaluator.library.vocabulary), answer)
            if wrong is None:
                draft = tried
                # an answer that leaves the question open (an unknown value) is not asked for again
                passed.add(question.path)
                break
    return draft


def place_of(question: Question, vocabulary: Vocabulary) -> str:
    """Where the answer goes: the field that is asked about, of the first member where a whole list has been left out."""
    for path in vocabulary.paths.values():
        if path.ask == question.ask and path.draft.startswith((f"{question.path}[].", f"{question.path}.")):
            return path.draft.replace("[]", "[0]")
    return question.path


def answered(draft: dict[str, Any], path: str, answer: str) -> str | None:
    """Put an answer, written as YAML (`true`, `36`, `[FR, DE]`, a word), into the draft. Returns what is wrong with it, None if nothing is."""
    try:
        value = read_bytes(f"answer: {answer}".encode(), "answer").data["answer"]
    except InputError:
        value = answer
    try:
        put(draft, path, value)
        checked(Document("draft", draft), Draft)
    except PlaceError as error:
        return str(error)
    except InputError as error:
        return error.problems[0].message
    return None


def _next(draft: Mapping[str, Any], passed: set[str], evaluator: Evaluator, day: date) -> Question | None:
    questions = evaluator.questions(checked(Document("draft", dict(draft)), Draft), day)
    return next((one for one in questions if one.answered_by == "drafter" and one.path not in passed), None)
