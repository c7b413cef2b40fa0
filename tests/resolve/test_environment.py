"""An environment's search path, read from its files and compared with what its Python says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from entryway.files.store import Store
from entryway.files.view import View
from entryway.resolve.environment import Environment, NoEnvironment, read_environment
from entryway.syntax.text import split_lines

VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"
LIBRARY = f"lib/python{VERSION}"
SITE = f"{LIBRARY}/site-packages"


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.endswith("/"):
            place.mkdir(exist_ok=True)
        else:
            place.write_text(text, encoding="utf-8")


def read(path: Path | str) -> Environment:
    environment = read_environment(View(Store()), str(path), "the test")
    assert isinstance(environment, Environment)
    return environment


def shown(environment: Environment, root: Path) -> list[str]:
    return [os.path.relpath(folder, root) for folder in environment.search]


@pytest.fixture
def real_venv(tmp_path: Path) -> Path:
    folder = (tmp_path / "venv").resolve()
    venv.EnvBuilder(symlinks=True).create(folder)
    return folder


def real_path(folder: Path) -> list[str]:
    """Ask an environment's own Python for its path; only folders count."""
    code = "import sys, json; print(json.dumps(sys.path))"
    output = subprocess.run(
        [folder / "bin/python", "-E", "-s", "-c", code], check=True, capture_output=True, text=True
    ).stdout
    return [os.path.normpath(path) for path in json.loads(output)[1:] if os.path.isdir(path)]


@pytest.mark.parametrize("setting", ["true", "TRUE", "false", "", None])
def test_the_path_is_that_of_the_environments_python(real_venv: Path, setting: str | None) -> None:
    config = (real_venv / "pyvenv.cfg").read_text()
    lines = [line for line in split_lines(config) if "include-system" not in line]
    if setting is not None:
        lines.append(f"Include-System-Site-Packages={setting}")
    (real_venv / "pyvenv.cfg").write_text("\n".join(lines))
    site = real_venv / SITE
    write(
        real_venv,
        {
            "src/one/": "", "src/two/": "", f"{SITE}/inside/": "",
            f"{SITE}/z.pth": "../../../src/two\ninside\n",
            f"{SITE}/a.pth": f"# {site}\n\n{real_venv}/src/one   \n/nowhere/at/all\n{site}\n",
            f"{SITE}/b.pth": "inside\r\nimport sys; sys.path.append('/')\r\n",
            f"{SITE}/c.pth.bak": "/\n",
        },
    )  # fmt: skip
    real = [path for path in real_path(real_venv) if path != "/"]
    assert list(read(real_venv).roots) == real


@pytest.mark.parametrize("name", ["bin/python", "bin/python3", f"bin/python{VERSION}"])
@pytest.mark.parametrize("state", ["there", "dangling", "gone"])
def test_an_interpreter_names_its_environment(real_venv: Path, name: str, state: str) -> None:
    interpreter = real_venv / name
    expected = read(real_venv)
    if state != "there":
        interpreter.unlink()
    if state == "dangling":
        interpreter.symlink_to("/nowhere/python3")
    assert read(interpreter) == expected


def test_a_link_to_an_interpreter_names_the_environment_it_leads_to(tmp_path: Path) -> None:
    base = tmp_path / "python"
    write(base, {f"{SITE}/": "", f"{LIBRARY}/os.py": "", f"bin/python{VERSION}": ""})
    write(tmp_path, {"bin/": ""})
    (tmp_path / "bin/python3").symlink_to(base / f"bin/python{VERSION}")
    assert read(tmp_path / "bin/python3").folder == str(base)


def test_a_folder_with_nothing_but_site_packages_is_an_environment(tmp_path: Path) -> None:
    write(tmp_path, {"lib/python3.8/site-packages/": ""})
    environment = read(tmp_path)
    assert environment.version == "3.8"
    assert environment.standard_library == ()
    assert shown(environment, tmp_path) == ["lib/python3.8/site-packages"]


def test_a_conda_prefix(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "conda-meta/history": "",
            "bin/python3.10": "",
            "lib/python3.10/os.py": "",
            "lib/python3.10/lib-dynload/": "",
            "lib/python3.10/site-packages/": "",
            "lib/python3.1/site-packages/": "",
        },
    )
    environment = read(tmp_path)
    assert environment.version == "3.10"
    assert [os.path.relpath(folder, tmp_path) for folder in environment.roots] == [
        "lib/python3.10", "lib/python3.10/lib-dynload", "lib/python3.10/site-packages",
    ]  # fmt: skip


def test_debian_keeps_packages_in_dist_packages(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "usr/bin/python3.11": "",
            "usr/lib/python3.11/os.py": "",
            "usr/lib/python3/dist-packages/": "",
            "usr/local/lib/python3.11/dist-packages/": "",
            "usr/local/lib/python3.9/dist-packages/": "",
        },
    )
    (tmp_path / "usr/bin/python3").symlink_to("python3.11")
    environment = read(tmp_path / "usr/bin/python3")
    assert environment.version == "3.11"
    assert shown(environment, tmp_path) == [
        "usr/local/lib/python3.11/dist-packages", "usr/lib/python3/dist-packages",
    ]  # fmt: skip


def test_a_venv_that_sees_debians_packages(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "usr/lib/python3.11/os.py": "",
            "usr/lib/python3/dist-packages/": "",
            "venv/lib/python3.11/site-packages/": "",
            "venv/pyvenv.cfg": f"home = {tmp_path}/usr/bin\n"
            "include-system-site-packages = true\nversion = 3.11.2\n",
        },
    )
    environment = read(tmp_path / "venv")
    assert environment.standard_library == (f"{tmp_path}/usr/lib/python3.11",)
    assert shown(environment, tmp_path) == [
        "venv/lib/python3.11/site-packages", "usr/lib/python3/dist-packages",
    ]  # fmt: skip


def test_a_venv_that_another_ones_python_made(tmp_path: Path) -> None:
    """Up to Python 3.10 its home is the other one, which has no standard library."""
    write(
        tmp_path,
        {
            "usr/lib/python3.10/os.py": "",
            "usr/lib/python3.10/site-packages/": "",
            "tools/lib/python3.10/site-packages/": "",
            "tools/pyvenv.cfg": f"home = {tmp_path}/usr/bin\n",
            "venv/lib/python3.10/site-packages/": "",
            "venv/pyvenv.cfg": f"home = {tmp_path}/tools/bin\n"
            "include-system-site-packages = true\nversion = 3.10.13\n",
        },
    )
    environment = read(tmp_path / "venv")
    assert environment.standard_library == (f"{tmp_path}/usr/lib/python3.10",)
    assert shown(environment, tmp_path) == [
        "venv/lib/python3.10/site-packages", "usr/lib/python3.10/site-packages",
    ]  # fmt: skip


def test_two_venvs_that_name_each_other_are_read(tmp_path: Path) -> None:
    site = "lib/python3.10/site-packages"
    write(
        tmp_path,
        {
            f"one/{site}/": "", "one/pyvenv.cfg": f"home = {tmp_path}/two/bin\n",
            f"two/{site}/": "", "two/pyvenv.cfg": f"home = {tmp_path}/one/bin\n",
        },
    )  # fmt: skip
    assert shown(read(tmp_path / "one"), tmp_path) == [f"one/{site}"]


@pytest.mark.parametrize("asked", ["venv", "venv/Scripts/python.exe", "venv/Scripts/pythonw.exe"])
def test_the_layout_of_windows(tmp_path: Path, asked: str) -> None:
    write(
        tmp_path,
        {
            "Python311/Lib/os.py": "",
            "Python311/Lib/site-packages/": "",
            "venv/Scripts/activate.bat": "",
            "venv/Lib/site-packages/app.pth": "..\\..\\..\\src\nvendored\n",
            "venv/Lib/site-packages/vendored/": "",
            "venv/pyvenv.cfg": f"home = {tmp_path}/Python311\r\n"
            "include-system-site-packages = false\r\nversion_info = 3.11.4.final.0\r\n",
        },
    )
    environment = read(tmp_path / asked)
    assert environment.folder == f"{tmp_path}/venv"
    assert environment.version == "3.11"
    assert environment.standard_library == (f"{tmp_path}/Python311/Lib",)
    assert shown(environment, tmp_path) == [
        "venv/Lib/site-packages", "venv/Lib/site-packages/vendored",
    ]  # fmt: skip


def test_a_windows_installation_itself(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"Python311/Lib/os.py": "", "Python311/Lib/site-packages/": "", "Python311/python.exe": ""},
    )
    environment = read(tmp_path / "Python311/python.exe")
    assert environment.folder == f"{tmp_path}/Python311"
    assert shown(environment, tmp_path) == ["Python311/Lib/site-packages"]


def test_a_virtual_environment_without_its_base_is_still_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "lib/python3.11/site-packages/": "",
            "pyvenv.cfg": "home = /nowhere/bin\ninclude-system-site-packages = true\n"
            "version = 3.11.7\n",
        },
    )
    environment = read(tmp_path)
    assert environment.standard_library == ()
    assert shown(environment, tmp_path) == ["lib/python3.11/site-packages"]


@pytest.mark.parametrize(
    "files",
    [{}, {"lib/python3.11/os.py": ""}, {"bin/python": ""}, {"pyvenv/": ""}, {"python": "file"}],
)
def test_a_folder_that_is_no_environment_says_so(tmp_path: Path, files: dict[str, str]) -> None:
    write(tmp_path, files)
    for asked in (tmp_path, tmp_path / "bin/python", tmp_path / "python", tmp_path / "gone"):
        answer = read_environment(View(Store()), str(asked), "the setting x")
        assert isinstance(answer, NoEnvironment)
        assert answer.configured == str(asked)
        assert answer.reason.startswith(f'the setting x names "{asked}", which is neither')


def test_egg_links_lead_to_their_project(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "src/": "",
            "lib/python3.8/site-packages/shop.egg-link": f"{tmp_path}/src\n.\n",
            "lib/python3.8/site-packages/gone.egg-link": "/nowhere\n.\n",
            "lib/python3.8/site-packages/empty.egg-link": "",
        },
    )
    assert shown(read(tmp_path), tmp_path) == ["lib/python3.8/site-packages", "src"]


@pytest.mark.parametrize(
    "text",
    [
        "\0\n",
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        "\f\n",
        "a" * 5000,
        "=\n",
    ],
)
def test_odd_lines_in_path_files_add_nothing(tmp_path: Path, text: str) -> None:
    site = "lib/python3.8/site-packages"
    write(tmp_path, {f"{site}/odd.pth": text, "pyvenv.cfg": text})
    (tmp_path / f"{site}/bytes.pth").write_bytes(b"\xff\xfe\x00")
    assert shown(read(tmp_path), tmp_path) == [site]
