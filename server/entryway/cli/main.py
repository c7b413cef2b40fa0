"""The command `entryway`: its words, and which module each of them belongs to."""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Sequence

from entryway.cli.errors import UsageError

_EXIT_CODES = """\
exit codes of check:  0 clean   1 findings of warning or error   2 usage, or nothing to check
exit codes of resolve:  0 found   1 missing or unknown   2 usage
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    # What the source of others would warn about when parsed is not for our user.
    warnings.simplefilter("ignore", SyntaxWarning)
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return _run(options)
    except UsageError as error:
        print(f"entryway {options.command}: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader (`| head`) has what it wanted; Python must not complain at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _run(options: argparse.Namespace) -> int:
    match options.command:
        case "serve":
            from entryway.cli.serve import serve

            return serve()
        case "check":
            from entryway.cli.check import check

            return check(options.paths, options.python, options.format)
        case _:
            from entryway.cli.resolve import resolve

            return resolve(options.reference, options.at, options.python)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="entryway",
        description="Entry points and Paste Deploy factories, resolved without running anything.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="speak the Language Server Protocol on stdio")
    serve.add_argument("--stdio", action="store_true", help="accepted, since editors pass it")

    check = commands.add_parser("check", help="report references that lead nowhere")
    check.add_argument("paths", nargs="*", metavar="PATH", help="files or folders (default: .)")
    check.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how findings are printed (default: text)",
    )
    _add_python(check)

    resolve = commands.add_parser("resolve", help="tell where one reference leads")
    resolve.add_argument(
        "reference", nargs="?", metavar="REFERENCE", help="module:attribute, or egg:Dist#name"
    )
    resolve.add_argument(
        "--at", metavar="FILE:LINE:COLUMN", help="the reference at a place, counted from 1"
    )
    _add_python(resolve)
    return parser


def _add_python(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--python",
        metavar="PATH",
        help="the environment to read: its folder, or an interpreter in it (which is not run)",
    )


class _Version(argparse.Action):
    """Print the version; `importlib.metadata` is slow to import, so only when asked."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"entryway {version('entryway')}")
        parser.exit()
