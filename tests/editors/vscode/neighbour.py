"""Packages the stand-in for another Python language server, an extension that is not ours."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from editors.vscode.prepare import NODE

SOURCE = Path(__file__).with_name("beside")
MODULES = Path(__file__).resolve().parents[3] / "vscode-client" / "node_modules"
COMMAND = Path(sys.executable).with_name("jedi-language-server")


def package(folder: Path) -> Path:
    """Bundle the extension with the client library that ours is built on; return its package."""
    bundle = folder / "main.js"
    subprocess.run(
        [
            *(str(NODE), str(MODULES / "esbuild" / "bin" / "esbuild"), str(SOURCE / "main.js")),
            *("--bundle", "--minify", "--platform=node", "--external:vscode", "--log-level=error"),
            *(f"--define:COMMAND={json.dumps(str(COMMAND))}", f"--outfile={bundle}"),
        ],
        env={"NODE_PATH": str(MODULES)},
        check=True,
    )
    packed = folder / "beside.vsix"
    with ZipFile(packed, "w") as archive:
        archive.write(SOURCE / "package.json", "extension/package.json")
        archive.write(bundle, "extension/main.js")
    return packed
