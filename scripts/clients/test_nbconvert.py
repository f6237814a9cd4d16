"""nbconvert: notebooks executed at the command line, and turned into pages and scripts."""

import re
import subprocess
import sys

import nbconvert
import nbformat
import pytest
from bs4 import BeautifulSoup


def convert(*args) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "nbconvert", *map(str, args)], capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def executed(prefix, notebook, tmp_path_factory):
    """The published notebook, its outputs removed, as nbconvert has executed it."""
    nb = nbformat.read(notebook, as_version=4)
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    folder = tmp_path_factory.mktemp("nbconvert")
    nbformat.write(nb, folder / "in.ipynb")
    result = convert("--to=notebook", "--execute", "--output=out", folder / "in.ipynb")
    assert result.returncode == 0, result.stderr
    return nbformat.read(folder / "out.ipynb", as_version=4)


def test_execute_gives_the_published_outputs(executed, notebook):
    """All but what tells of time or place, of which the notebook shows nothing."""

    def outputs(nb):
        return [[dict(o.get("data", {})) for o in c.outputs] for c in nb.cells if c.cell_type == "code"]

    published = nbformat.read(notebook, as_version=4)
    assert executed.metadata.language_info.pygments_lexer == "go"
    assert outputs(executed) == outputs(published)


def test_html_shows_code_tables_and_charts(executed):
    text, _ = nbconvert.HTMLExporter(template_name="lab").from_notebook_node(executed)
    page = BeautifulSoup(text, "html.parser")
    code = page.select(".jp-InputArea .highlight")
    assert code and all("hl-go" in block["class"] for block in code)
    assert page.select(".highlight .kn, .highlight .kd"), "no keyword of Go is coloured"
    assert not page.select(".highlight .err"), "the lexer for Go stumbles over a cell"
    assert page.select(".jp-OutputArea-output table tbody tr")
    assert page.select('.jp-OutputArea-output svg, .jp-OutputArea-output img[src^="data:image/svg+xml"]')


def test_a_traceback_keeps_its_colours_in_html(own_kernel):
    reply = own_kernel.run('panic("boom")').reply
    error = nbformat.v4.new_output("error", ename=reply["ename"], evalue=reply["evalue"], traceback=reply["traceback"])
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell('panic("boom")', outputs=[error])])
    text, _ = nbconvert.HTMLExporter().from_notebook_node(nb)
    shown = BeautifulSoup(text, "html.parser").select_one('[data-mime-type="application/vnd.jupyter.stderr"], .jp-RenderedText pre')
    assert shown.select("span[class*=ansi]"), shown
    assert "boom" in shown.text and "\x1b" not in text


def test_a_script_holds_the_code(executed):
    text, resources = nbconvert.ScriptExporter().from_notebook_node(executed)
    assert resources["output_extension"] == ".go"
    first = next(c for c in executed.cells if c.cell_type == "code")
    assert first.source in text


def test_a_failing_cell_fails_the_command(prefix, tmp_path):
    cells = [nbformat.v4.new_code_cell(source) for source in ("before := 1", 'panic("boom")', "before + 1")]
    metadata = {"kernelspec": {"name": "regan", "display_name": "Go (regan)", "language": "go"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), tmp_path / "in.ipynb")
    failed = convert("--to=notebook", "--execute", "--output=failed", tmp_path / "in.ipynb")
    assert failed.returncode == 1
    assert re.search(r"CellExecutionError[\s\S]*boom", failed.stderr), failed.stderr
    assert not (tmp_path / "failed.ipynb").exists()
