"""The command `entryway`: its words, and which module each of them belongs to."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import warnings
from collections.abc import Sequence
from typing import NoReturn

from entryway.cli.errors import FAULT, UsageError
from entryway.cli.streams import flush, give_up, prepare_streams, say, terminal_width
from entryway.features.printable import printable

_EXIT_CODES = """\
exit codes of check:  0 clean   1 findings of warning or error   2 usage, or nothing to check
exit codes of resolve:  0 found   1 missing or unknown   2 usage
exit codes of preview:  0 nothing missing   1 a stage does not resolve   2 usage
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; whatever happens, no traceback is shown.

    The variable ENTRYWAY_RAISE=1 lets exceptions through, for tests and for hunting errors.
    """
    # What the source of others would warn about when parsed is not for our user.
    warnings.simplefilter("ignore", SyntaxWarning)
    prepare_streams()
    try:
        return _told(arguments)
    except BrokenPipeError:
        # The reader (`| head`) has what it wanted.
        give_up(sys.stdout)
        give_up(sys.stderr)
        return 141
    except KeyboardInterrupt:
        return 130


def _told(arguments: Sequence[str] | None) -> int:
    """Run one command and write all it says; what goes wrong is said in a sentence."""
    command = "entryway"
    try:
        try:
            options = _parser().parse_args(arguments)
        except SystemExit as done:  # After --help, --version, or a word that is not known.
            code = done.code if isinstance(done.code, int) else 2
        else:
            command = f"entryway {options.command}"
            code = _run(options)
        flush(sys.stdout)
        return code
    except UsageError as error:
        _complain(f"{command}: {error}")
        return 2
    except Exception as error:
        if os.environ.get("ENTRYWAY_RAISE") == "1" or isinstance(error, BrokenPipeError):
            raise
        what = f"{type(error).__name__}: {error}"
        _complain(f"{command}: {FAULT} ({what}); please report it.")
        return 2


def _complain(sentence: str) -> None:
    """Say what went wrong; where that can't be written, the exit code says it alone."""
    with contextlib.suppress(UsageError):
        say(printable(sentence), sys.stderr)


def _run(options: argparse.Namespace) -> int:
    match options.command:
        case "serve":
            from entryway.cli.serve import serve

            return serve()
        case "check":
            from entryway.cli.check import check

            files = {"include": options.include, "exclude": options.exclude}
            return check(options.paths, options.python, options.format, files)
        case "preview":
            from entryway.cli.preview import preview

            return preview(options.file, options.section, options.python, options.format)
        case _:
            from entryway.cli.resolve import resolve

            return resolve(options.reference, options.at, options.python)


class _Parser(argparse.ArgumentParser):
    """A parser that shows the user's words, which may be a hostile file's name, as text only."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


class _Layout(argparse.RawDescriptionHelpFormatter):
    """Lays out help without importing shutil, which argparse asks for the terminal's width."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=terminal_width(sys.stdout) - 2)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="entryway",
        description="Entry points and Paste Deploy factories, resolved without running anything.",
        epilog=_EXIT_CODES,
        formatter_class=_Layout,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, purpose: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=purpose, formatter_class=_Layout, allow_abbrev=False)

    serve = add("serve", "speak the Language Server Protocol on stdio")
    serve.add_argument("--stdio", action="store_true", help="accepted, since editors pass it")

    check = add("check", "report references that lead nowhere")
    check.add_argument("paths", nargs="*", metavar="PATH", help="files or folders (default: .)")
    check.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how findings are printed (default: text)",
    )
    check.add_argument(
        "--include",
        action="append",
        default=[],
        metavar="PATTERN",
        help="files to check whatever they are called, such as '*.paste-sample'",
    )
    check.add_argument(
        "--exclude",
        action="append",
        default=[],
        metavar="PATTERN",
        help="files and folders to leave out, unless they are named as PATH",
    )
    _add_python(check)

    resolve = add("resolve", "tell where one reference leads")
    resolve.add_argument(
        "reference", nargs="?", metavar="REFERENCE", help="module:attribute, or egg:Dist#name"
    )
    resolve.add_argument(
        "--at", metavar="FILE:LINE:COLUMN", help="the reference at a place, counted from 1"
    )
    _add_python(resolve)

    preview = add("preview", "draw what a section of a Paste Deploy file builds")
    preview.add_argument("file", metavar="FILE", help="a Paste Deploy file")
    preview.add_argument(
        "section",
        nargs="?",
        metavar="SECTION",
        help="a section's name, or kind:name (default: each that no other leads to)",
    )
    preview.add_argument(
        "--format",
        choices=("text", "mermaid", "dot", "json"),
        default="text",
        help="how it is drawn (default: text)",
    )
    _add_python(preview)
    return parser


def _add_python(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--python",
        metavar="PATH",
        help="the environment to read: its folder, or an interpreter in it (which is not run)",
    )


class _Version(argparse.Action):
    """Print the version; looking it up is slow, so only when asked."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from entryway.cli.version import version

        say(f"entryway {version() or '(not installed, so of no known version)'}", sys.stdout)
        parser.exit()
