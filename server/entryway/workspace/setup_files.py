"""A project's setup.py, which is read once for all that is asked of it, and never run."""

from __future__ import annotations

from entryway.dialects.table import SETUP_PY
from entryway.files.view import Unreadable, View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from entryway.dialects.reading import Reading
    from entryway.dialects.setup_call import SetupFile


def setup_reading(view: View, root: str) -> Reading | None:
    """Return what the dialect finds in the setup.py of a folder, None where it can't be read."""
    # As the document's own reading, so that there is one.
    reading = view.derive(SETUP_PY.read, f"{root}/setup.py", view.python_text)
    return None if isinstance(reading, Unreadable) else reading


def setup_file(view: View, root: str) -> SetupFile | None:
    """Return the calls of `setup()` in the setup.py of a folder, None where it can't be read."""
    reading = setup_reading(view, root)
    if reading is None or reading.setup is not None:
        return None if reading is None else reading.setup
    # Many projects have none, and reading Python takes rooms of its own.
    from entryway.dialects.setup_py import read_setup_file

    file = view.derive(read_setup_file, f"{root}/setup.py", view.python_text)
    return None if isinstance(file, Unreadable) else file
