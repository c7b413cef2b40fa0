"""What stands in TOML without quotes: numbers, dates and times, `true` and `false`.

(TOML 1.0, "Integer" to "Local Time".) As `tomllib` has it, seconds must be written, digits of a
second beyond the sixth are dropped, and a date that no calendar has is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime, time

_TIME = r"([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9])(?:\.([0-9]{1,6})[0-9]*)?"
_DATE = re.compile(
    r"([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    rf"(?:[Tt ]{_TIME}(?:([Zz])|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))?)?"
)
_LOCAL_TIME = re.compile(_TIME)
_WORD = re.compile(r"[0-9A-Za-z_+\-.:]+")
_INTEGER = re.compile(
    r"[+-]?(?:0|[1-9](?:_?[0-9])*)"
    r"|0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*"
)
_FLOAT = re.compile(
    r"[+-]?(?:0|[1-9](?:_?[0-9])*)"
    r"(?:\.[0-9](?:_?[0-9])*)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?|[+-]?(?:inf|nan)"
)
_NAMED: dict[str, object] = {"true": True, "false": False}


class NoScalarError(Exception):
    """Raised where no value of these kinds stands; `end` is behind what stands there instead."""

    def __init__(self, end: int, message: str) -> None:
        super().__init__(message)
        self.end = end
        self.message = message


def read_scalar(source: str, at: int) -> tuple[object, int]:
    """Return the value that begins at an offset, and where it ends; raise `NoScalarError`."""
    word = _WORD.match(source, at)
    if word is None:
        raise NoScalarError(at, "")
    date_match = _DATE.match(source, at)
    if date_match is not None and date_match.end() >= word.end():
        return _checked(lambda: _date(date_match), date_match.end(), "no calendar has this date")
    text, end = word[0], word.end()
    if text in _NAMED:
        return _NAMED[text], end
    if _INTEGER.fullmatch(text):
        # Python refuses to read integers of thousands of digits.
        return _checked(lambda: int(text, 0), end, "this number has too many digits")
    if _FLOAT.fullmatch(text):
        return float(text), end
    time_match = _LOCAL_TIME.fullmatch(text)
    if time_match is not None:
        return _time(time_match.groups()), end
    raise NoScalarError(end, "")


def _checked(make: Callable[[], object], end: int, message: str) -> tuple[object, int]:
    try:
        return make(), end
    except ValueError:
        raise NoScalarError(end, message) from None


def _date(match: re.Match[str]) -> date | datetime:
    # Hardly any file has dates.
    from datetime import date, datetime, timedelta, timezone

    year, month, day, hour, minute, second, fraction, zulu, sign, hours, minutes = match.groups()
    if hour is None:
        return date(int(year), int(month), int(day))
    zone = timezone.utc if zulu else None
    if sign:
        ahead = timedelta(hours=int(hours), minutes=int(minutes))
        zone = timezone(-ahead if sign == "-" else ahead)
    clock = _time((hour, minute, second, fraction))
    return datetime.combine(date(int(year), int(month), int(day)), clock, zone)


def _time(groups: tuple[str | None, ...]) -> time:
    from datetime import time

    hour, minute, second, fraction = groups
    return time(
        int(hour or 0), int(minute or 0), int(second or 0), int((fraction or "").ljust(6, "0"))
    )
