"""Somebody at Neovim: what they open, where they put the cursor, what they press, what they see.

Places are words with a cursor, such as ``imagestore.cmd.api:<|>main``; the first line of the buffer
that holds the words is meant. Whatever is waited for is something that Neovim shows.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from editors.neovim.rpc import Rpc

CURSOR = "<|>"
PATIENCE = 30.0
"""Seconds that anything may take before a test fails; on an idle machine nothing takes three."""

_LOOK_AGAIN = 0.02
# What belongs together is asked for at once: Neovim goes on between two questions.
_PLACE = """
local row, column = unpack(vim.api.nvim_win_get_cursor(0))
return { vim.api.nvim_buf_get_name(0), vim.fn.getline(row), column }
"""
_DIAGNOSTICS = """
local buffer = vim.fn.bufadd(...)
local loaded = vim.fn.bufloaded(buffer) == 1
local lines = loaded and vim.fn.getbufline(buffer, 1, '$') or vim.fn.readfile(...)
return { lines, vim.diagnostic.get(buffer) }
"""
_ATTACHED = """
local client = vim.lsp.get_clients({ bufnr = 0, name = ... })[1]
return client ~= nil and client.initialized == true
"""
_CLIENTS = """
return vim.iter(vim.lsp.get_clients({ name = ... })):map(function(client)
  return client.root_dir or 'no folder'
end):totable()
"""
_FLOATS = """
return vim.iter(vim.api.nvim_list_wins()):filter(function(window)
  return vim.api.nvim_win_get_config(window).relative ~= ''
end):map(function(window)
  return vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
end):totable()
"""
_LISTED = """
return vim.iter(vim.fn.{}):map(function(item)
  return {{ vim.api.nvim_buf_get_name(item.bufnr), item.text }}
end):totable()
"""
_SEVERITIES = {1: "error", 2: "warning", 3: "information", 4: "hint"}


class Person:
    """One Neovim that listens at `address`, working in the folder `root`."""

    def __init__(self, address: Path, root: Path, log: Path) -> None:
        self.root = root
        self._log = log
        self._nvim = Rpc(address, PATIENCE)
        self.pid: int = self.lua("return vim.uv.os_getpid()")

    def lua(self, code: str, *arguments: object) -> Any:
        """Ask Neovim itself."""
        return self._nvim.ask("nvim_exec_lua", code, arguments)

    def command(self, command: str) -> str:
        """Type a command after a colon; return what it prints."""
        printed: str = self._nvim.ask("nvim_exec2", command, {"output": True})["output"]
        return printed

    def press(self, keys: str) -> None:
        """Press keys, as Neovim writes them: ``K``, ``<C-]>``."""
        self._nvim.ask("nvim_input", keys)

    def answer(self, keys: str) -> None:
        """Type an answer once Neovim asks for one."""
        self.until(lambda: self._nvim.ask("nvim_get_mode")["mode"], "c")
        self.press(keys)

    def leave(self) -> None:
        """Quit Neovim, whatever is not saved."""
        self.press(r"<C-\><C-n>:qall!<CR>")
        self._nvim.close()

    # --- Files ---

    def open(self, path: str, server: str = "entryway") -> None:
        """Open a file and wait for its server."""
        self.edit(path)
        self.wait_for_server(server)

    def wait_for_server(self, server: str = "entryway") -> None:
        """Wait until the buffer has a server."""
        self.until(lambda: self.lua(_ATTACHED, server), True)

    def edit(self, path: str) -> None:
        """Open a file."""
        self.command(f"edit {path}")

    def save(self) -> None:
        """Save all that was changed."""
        self.command("wall")

    def put_cursor(self, place: str) -> None:
        """Put the cursor into some words of the buffer."""
        before, after = place.split(CURSOR)
        for number, line in enumerate(self.lines(), 1):
            if before + after in line:
                column = len((line.partition(before + after)[0] + before).encode())
                self._nvim.ask("nvim_win_set_cursor", 0, (number, column))
                return
        raise AssertionError(f"no line of {self.place()} holds {before + after!r}")

    def replace(self, old: str, new: str) -> None:
        """Change the first words of their kind in the buffer."""
        self.command(f"1;/{old}/substitute/{old}/{new}/")

    # --- What is seen ---

    def place(self) -> str:
        """Return where the cursor is: ``setup.cfg: the <|>line``."""
        name, text, column = self.lua(_PLACE)
        line = text.encode()
        marked = f"{line[:column].decode()}{CURSOR}{line[column:].decode()}"
        return f"{self._shown(name)}: {marked.strip()}"

    def lines(self) -> list[str]:
        """Return the buffer's text."""
        lines: list[str] = self._nvim.ask("nvim_buf_get_lines", 0, 0, -1, False)
        return lines

    def filetype(self) -> str:
        """Return what Neovim takes the buffer for."""
        found: str = self.lua("return vim.bo.filetype")
        return found

    def floats(self) -> list[str]:
        """Return what stands in floating windows, without the fences around it."""
        windows = self.lua(_FLOATS)
        return ["\n".join(line for line in lines if "```" not in line) for lines in windows]

    def listed(self, which: str) -> list[str]:
        """Return what Neovim lists, in `getqflist()` or `getloclist(0)`: ``file: its line``."""
        return [
            f"{self._shown(name)}: {text.strip()}" for name, text in self.lua(_LISTED.format(which))
        ]

    def problems(self, path: str) -> list[str]:
        """Return a file's diagnostics: ``error attribute-not-found: the «words» in their line``."""
        lines, found = self.lua(_DIAGNOSTICS, str(self.root / path))
        return [_problem(lines, each) for each in found]

    def servers(self, name: str = "entryway") -> list[str]:
        """Return the folders of the servers of a name that run."""
        return [self._shown(root) for root in self.lua(_CLIENTS, name)]

    def messages(self) -> str:
        """Return what Neovim has told so far."""
        return self.command("messages")

    def _shown(self, path: str) -> str:
        inside = Path(path).is_relative_to(self.root)
        return Path(path).relative_to(self.root).as_posix() if inside else path

    # --- Waiting ---

    def until(self, look: Callable[[], object], expected: object) -> None:
        """Wait until what is looked at is as expected."""
        end = time.monotonic() + PATIENCE
        while (seen := look()) != expected:
            assert time.monotonic() < end, f"not {expected!r} but {seen!r}\n{self._said()}"
            time.sleep(_LOOK_AGAIN)

    def until_at(self, place: str) -> None:
        """Wait until the cursor is at a place."""
        self.until(self.place, place)

    def until_problems(self, path: str, *expected: str) -> None:
        """Wait until a file has exactly these diagnostics."""
        self.until(lambda: self.problems(path), list(expected))

    def _said(self) -> str:
        log = self._log.read_text("utf-8") if self._log.exists() else ""
        return f"Neovim's messages:\n{self.messages()}\nits log of servers:\n{log}"


def _problem(lines: list[str], found: dict[str, Any]) -> str:
    line = lines[found["lnum"]].encode()
    start, end = found["col"], found["end_col"]
    words = (line[:start], "«".encode(), line[start:end], "»".encode(), line[end:])
    severity = _SEVERITIES[found["severity"]]
    return f"{severity} {found['code']}: {b''.join(words).decode().strip()}"
