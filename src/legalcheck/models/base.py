"""What all models share: strictness, the words of the vocabulary as types, and dates, times and periods that keep what was written."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Annotated, Any, Literal, TypeVar

import pycountry
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from legalcheck.vocabulary import shipped_vocabulary


class Strict(BaseModel):
    """Immutable; unknown keys are errors; a number written where a word is meant counts as that word (`reference: 417`)."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True, populate_by_name=True, serialize_by_alias=True)


class SlugOf:
    """Annotation: a word of the list `name` of the vocabulary."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.literal_schema(list(shipped_vocabulary().slugs[self.name]))

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        words = shipped_vocabulary().slugs[self.name]
        meanings = {word: str(entry.get("meaning") or entry.get("name") or word) for word, entry in words.items()}
        described = "; ".join(f"{word}: {meaning}" for word, meaning in meanings.items() if meaning != word)
        schema_out: dict[str, Any] = {"type": "string", "enum": list(words)}
        if described:
            schema_out["description"] = described
        return schema_out


def _strict_boolean(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    raise PydanticCustomError("boolean_word", "expected true or false")


def _strict_integer(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("whole_number", "expected a whole number")


Text = Annotated[str, WithJsonSchema({"type": ["string", "number"]})]
"""Words. A number written there counts as its digits, in the schema too: YAML knows no difference between `29` and a word."""

Flag = Annotated[bool, BeforeValidator(_strict_boolean)]
Count = Annotated[int, Field(ge=0, le=1_000_000), BeforeValidator(_strict_integer)]
Port = Annotated[int, Field(ge=0, le=65535), BeforeValidator(_strict_integer)]


def _parser(parse: Callable[[str], Any], expected: str, code: str) -> BeforeValidator:
    def validate(value: Any) -> Any:
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise PydanticCustomError(code, "expected {expected}", {"expected": expected})
        try:
            return parse(str(value))
        except ValueError:
            raise PydanticCustomError(code, "expected {expected}", {"expected": expected}) from None

    return BeforeValidator(validate)


YEARS = range(1900, 2201)
"""Years in which dates are read: no period added to one leaves the calendar."""


def _day(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError
    return _in_range(date.fromisoformat(text))


Timed = TypeVar("Timed", bound=date)


def _in_range(day: Timed) -> Timed:
    if day.year not in YEARS:
        raise ValueError
    return day


Day = Annotated[
    date,
    _parser(_day, "a date such as 2026-11-23", "day"),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-11-23"]}),
]


def _partial_day(text: str) -> str:
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        raise ValueError
    date.fromisoformat((text + "-01-01")[:10] if len(text) < 10 else text)
    return text


PartialDay = Annotated[
    str,
    _parser(_partial_day, "a date that may be partial: 2026, 2026-11 or 2026-11-23", "partial_day"),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}, {"type": "integer", "minimum": 1000, "maximum": 9999}]}),
]


def _from_text(written: Callable[[str], Any], code: str, expected: str) -> core_schema.CoreSchema:
    """The schema of a class made from text: an instance stays as it is, text it refuses (ValueError) is an error with what was expected."""

    def parse(value: Any) -> Any:
        if value.__class__ is written:
            return value
        try:
            if isinstance(value, str):
                return written(value)
        except ValueError:
            pass
        raise PydanticCustomError(code, expected)

    return core_schema.no_info_plain_validator_function(parse, serialization=core_schema.plain_serializer_function_ser_schema(str))


class Moment:
    """A time as it was written: an instant with its offset, a local time without zone, or a day. Never guessed into another."""

    __slots__ = ("kind", "text", "when")

    def __init__(self, text: str) -> None:
        self.text = text
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            self.kind: Literal["date", "no-zone", "instant"] = "date"
            self.when = _in_range(datetime.fromisoformat(text))
            return
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?", text):
            raise ValueError(text)
        self.when = _in_range(datetime.fromisoformat(text))
        self.kind = "instant" if self.when.tzinfo else "no-zone"

    @property
    def day(self) -> date:
        return self.when.date()

    def __repr__(self) -> str:
        return f"Moment({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Moment) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return _from_text(cls, "moment", "expected a time with its zone such as 2026-08-01T10:02:00+02:00, or a date such as 2026-08-01")

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?$",
            "description": "a time with its zone, or a day",
            "examples": ["2026-08-01T10:02:00+02:00", "2026-08-01"],
        }

    def __str__(self) -> str:
        return self.text


MAX_PERIOD_HOURS = 300 * 8760
"""Three hundred years: longer than any period of law, and short enough to stay in the calendar."""
_PERIOD = re.compile(r"(\d{1,4}) (hour|day|week|month|year)s?\Z")


class Period:
    """A length of time as law states it: `8 hours`, `10 days`, `12 months`. Months and years are calendar months, not 30 days."""

    __slots__ = ("count", "unit")

    def __init__(self, text: str) -> None:
        match = _PERIOD.match(text)
        if not match:
            raise ValueError(text)
        self.count, self.unit = int(match[1]), match[2]
        if self.hours > MAX_PERIOD_HOURS:
            raise ValueError(text)

    def after(self, start: date) -> date:
        """The last day of the period that starts on `start` (the first day does not count: 10 days from 23 November end on 3 December)."""
        if self.unit in ("month", "year"):
            return _add_months(start, self.count * (12 if self.unit == "year" else 1))
        return start + timedelta(days=-(-self.hours // 24))

    @property
    def hours(self) -> int:
        return self.count * {"hour": 1, "day": 24, "week": 168, "month": 730, "year": 8760}[self.unit]

    @property
    def by_the_hour(self) -> bool:
        return self.unit == "hour"

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    def __repr__(self) -> str:
        return f"Period({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Period) and (other.count, other.unit) == (self.count, self.unit)

    def __hash__(self) -> int:
        return hash((self.count, self.unit))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return _from_text(cls, "period", "expected a length of time such as '8 hours', '10 days' or '12 months'")

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{1,4} (hour|day|week|month|year)s?$", "examples": ["8 hours", "10 days", "12 months"]}


def _add_months(start: date, months: int) -> date:
    total = start.year * 12 + start.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


@cache
def country_codes() -> frozenset[str]:
    """ISO 3166-1 alpha-2, and the codes that the vocabulary adds."""
    return frozenset(country.alpha_2 for country in pycountry.countries) | shipped_vocabulary().added_countries.keys()


def _country(value: Any) -> Any:
    if isinstance(value, str) and value in country_codes():
        return value
    raise PydanticCustomError("country", "expected a country code of two capital letters (ISO 3166-1), such as FR")


Country = Annotated[
    str,
    BeforeValidator(_country),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$", "description": "country code (ISO 3166-1)"}),
]


def _language(value: Any) -> Any:
    if isinstance(value, str) and len(value) == 2 and value.islower() and pycountry.languages.get(alpha_2=value):
        return value
    raise PydanticCustomError("language", "expected a language code of two small letters (ISO 639-1), such as fr")


Language = Annotated[
    str,
    BeforeValidator(_language),
    WithJsonSchema({"type": "string", "pattern": "^[a-z]{2}$", "description": "language code (ISO 639-1)", "examples": ["fr"]}),
]


def slug(name: str) -> Any:
    """The type of a word of the list `name`."""
    return Annotated[str, SlugOf(name)]


@cache
def country_name(code: str) -> str:
    """English short name of a country code; the code itself where there is none."""
    found = pycountry.countries.get(alpha_2=code)
    return str(getattr(found, "common_name", None) or found.name) if found else shipped_vocabulary().added_countries.get(code, code)


@cache
def language_name(code: str) -> str:
    """English name of a language code; the code itself where there is none."""
    found = pycountry.languages.get(alpha_2=code)
    return str(found.name) if found else code
