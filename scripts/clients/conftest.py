"""Tests of the kernel as Jupyter's own clients see it: jupyter_client, jupyter_kernel_test, nbclient, nbconvert, papermill,
jupyter console in a terminal, and JupyterLab in a browser.

scripts/check runs them in a virtual environment made from requirements.txt. By hand, in such an environment:

    go build -o /tmp/regan ./kernel/cmd/regan
    REGAN=/tmp/regan python -m pytest scripts/clients

What they read from the environment:

    REGAN              the binary under test; without it, one is built
    REGAN_CHROMIUM     the browser for JupyterLab; without it, one is looked for (see test_jupyterlab.py)
    REGAN_SCREENSHOTS  a folder that keeps pictures of the notebook in JupyterLab
"""

import os
import pathlib
import subprocess

# Before jupyter_core is imported, which warns otherwise.
os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")

import pytest

from driver import Driver

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def regan(tmp_path_factory) -> str:
    """The path of the binary under test."""
    if given := os.environ.get("REGAN"):
        return str(pathlib.Path(given).resolve())
    binary = tmp_path_factory.mktemp("bin") / "regan"
    subprocess.run(["go", "build", "-o", binary, "./kernel/cmd/regan"], cwd=ROOT, check=True)
    return str(binary)


@pytest.fixture(scope="session", autouse=True)
def prefix(regan, tmp_path_factory) -> pathlib.Path:
    """A fresh installation prefix that every client of this run looks into, and only into it: the kernels, settings and
    running servers of the person at the keyboard neither help nor suffer."""
    prefix = tmp_path_factory.mktemp("a prefix")  # with a space, as on many a desktop
    for name in ("CONFIG", "DATA", "RUNTIME"):
        os.environ[f"JUPYTER_{name}_DIR"] = str(tmp_path_factory.mktemp(name.lower()))
    os.environ["JUPYTER_PATH"] = str(prefix / "share" / "jupyter")
    os.environ["IPYTHONDIR"] = str(tmp_path_factory.mktemp("ipython"))
    subprocess.run([regan, "install", "--prefix", prefix], check=True)
    return prefix


@pytest.fixture(scope="module")
def kernel(prefix):
    """A running kernel that the tests of a module share, which also shows that no test spoils it for the next."""
    with Driver("regan") as driver:
        yield driver


@pytest.fixture
def own_kernel(prefix):
    """A running kernel for one test."""
    with Driver("regan") as driver:
        yield driver


@pytest.fixture(scope="session")
def notebook() -> pathlib.Path:
    """The published notebook that is run in every client."""
    return ROOT / "notebooks" / "papers" / "regan.ipynb"
