"""Lines over growing sizes, drawn as an SVG that reads well on light and on dark pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

_WIDTH, _HEIGHT = 640, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 72, 32, 24, 48
_COLOURS = ("#0969da", "#cf222e", "#1a7f37")
_TICKS = 4


def plot(sizes: Sequence[int], lines: Mapping[str, Sequence[float]]) -> str:
    """Return an SVG of at most three lines, in milliseconds over numbers of sections."""
    return "\n".join(_svg(sizes, lines)) + "\n"


def _svg(sizes: Sequence[int], lines: Mapping[str, Sequence[float]]) -> Iterator[str]:
    highest = _round_up(max(max(values) for values in lines.values()))

    def x(size: float) -> float:
        return _LEFT + size / max(sizes) * (_WIDTH - _LEFT - _RIGHT)

    def y(value: float) -> float:
        return _HEIGHT - _BOTTOM - value / highest * (_HEIGHT - _TOP - _BOTTOM)

    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" font-family="sans-serif" font-size="13">'
    )
    yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>'
    for tick in range(_TICKS + 1):
        value = highest * tick / _TICKS
        yield _line([(x(0), y(value)), (x(max(sizes)), y(value))], "#d0d7de", 1)
        yield _text(_LEFT - 8, y(value) + 4, f"{value:g} ms", "end")
    for size in sizes:
        yield _text(x(size), _HEIGHT - _BOTTOM + 20, f"{size:,}", "middle")
    yield _text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 8, "sections", "middle")
    named = zip(lines.items(), _COLOURS, strict=False)
    for number, ((name, values), colour) in enumerate(named, 1):
        points = [(x(size), y(value)) for size, value in zip(sizes, values, strict=True)]
        yield _line(points, colour, 2)
        for at, height in points:
            yield f'<circle cx="{at:.1f}" cy="{height:.1f}" r="3" fill="{colour}"/>'
        # At the top left, where no line that grows has anything.
        yield _text(_LEFT + 16, _TOP + 20 * number, name, "start", colour)
    yield "</svg>"


def _line(points: Sequence[tuple[float, float]], colour: str, width: int) -> str:
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _text(x: float, y: float, text: str, anchor: str, colour: str = "#1f2328") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{text}</text>'


def _round_up(value: float) -> float:
    """Return the next number of one digit, 1, 2, 4 or 8, with zeros behind it."""
    step = 1.0
    while step * 10 < value:
        step *= 10
    return next(step * digit for digit in (1, 2, 4, 8, 10) if step * digit >= value)
