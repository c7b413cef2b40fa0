"""Named tuples whose classes are made quickly; to readers and type checkers they are `typing`'s.

`typing.NamedTuple` compiles a constructor for every class where it is defined, and importing
`typing` takes as long as thirty of those. Together that was a third of the time in which a fresh
process resolves one reference. Here a constructor is compiled when the first instance is made.
A test holds the two against each other.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from _collections import _tuplegetter as field_at

    class _Fields(tuple):
        """What all named tuples can do (`collections.namedtuple`)."""

        __slots__ = ()
        _fields = ()

        @classmethod
        def _make(cls, values):
            return tuple.__new__(cls, values)

        def _replace(self, /, **changes):
            result = tuple.__new__(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return result

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            shown = ", ".join(f"{n}={v!r}" for n, v in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({shown})"

        def __getnewargs__(self):
            return tuple(self)

    class _Maker(type):
        """Turns the body of a class with annotations into a class of named tuples."""

        def __new__(mcs, name, bases, body):
            if not bases:
                return super().__new__(mcs, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            defaults = {field: body.pop(field) for field in fields if field in body}
            for index, field in enumerate(fields):
                body[field] = field_at(index, f"Alias for field number {index}")
            body.update(__slots__=(), _fields=fields, __match_args__=fields)
            body.update(_field_defaults=defaults, __new__=_first)
            return type(name, (_Fields,), body)

    def _first(cls, /, *values, **named):
        """Compile the constructor, which takes this one's place, and make the first instance."""
        owner = next(c for c in cls.__mro__ if "_fields" in vars(c))
        names = "".join(f"{field}, " for field in owner._fields)
        make = eval(f"lambda _cls, {names}: _new(_cls, ({names}))", {"_new": tuple.__new__})
        make.__defaults__ = tuple(owner._field_defaults.values())
        make.__name__ = "__new__"
        make.__qualname__ = f"{owner.__qualname__}.__new__"
        owner.__new__ = staticmethod(make)
        return make(cls, *values, **named)

    class NamedTuple(metaclass=_Maker):
        """A tuple whose fields have the names and types of the class body's annotations."""
