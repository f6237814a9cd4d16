"""The published notebooks under nbclient, which is what nbconvert, papermill and Voila run notebooks with."""

import pathlib

import nbclient
import nbformat
import pytest

PUBLISHED = sorted((pathlib.Path(__file__).parents[2] / "notebooks").glob("*/*.ipynb"))

published = pytest.mark.parametrize("notebook", PUBLISHED, ids=lambda path: path.stem)


def texts(nb) -> list[str]:
    """What each cell says in plain text; a stream may come in any number of pieces."""
    return [
        "".join(o.text if o.output_type == "stream" else o.get("data", {}).get("text/plain", "") + "\n" for o in cell.get("outputs", []))
        for cell in nb.cells
    ]


@published
def test_a_published_notebook_runs_and_shows_what_it_shows_stored(notebook, tmp_path):
    nb = nbformat.read(notebook, as_version=4)
    stored = texts(nb)
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    # No kernel name is given: the notebook's own metadata must find the kernel.
    nbclient.NotebookClient(nb, timeout=60, resources={"metadata": {"path": tmp_path}}).execute()

    nbformat.validate(nb)
    assert nb.metadata.language_info.name == "go"
    cells = [c for c in nb.cells if c.cell_type == "code" and c.source.strip()]
    assert [c.execution_count for c in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell.outputs]
    assert not [o for o in outputs if o.output_type == "error"]
    shown = [o.data for o in outputs if o.output_type in ("display_data", "execute_result")]
    assert any("<table" in data.get("text/html", "") for data in shown)
    assert any("<svg" in data.get("image/svg+xml", "") for data in shown)
    assert all("text/plain" in data for data in shown)
    assert texts(nb) == stored, "run it again with regan run NOTEBOOK -o NOTEBOOK, and read what it says"


@published
def test_its_stored_outputs_are_complete(notebook):
    """What a reader sees who only opens the file."""
    nb = nbformat.read(notebook, as_version=4)
    nbformat.validate(nb)
    cells = [c for c in nb.cells if c.cell_type == "code" and c.source.strip()]
    assert [c.execution_count for c in cells] == list(range(1, len(cells) + 1))
    data = [o.data for c in cells for o in c.outputs if o.output_type in ("display_data", "execute_result")]
    assert any("text/html" in d for d in data) and any("image/svg+xml" in d for d in data)


def test_cells_that_fail_and_cells_that_are_left_out(prefix):
    def run(*cells, **options):
        nb = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "regan", "display_name": "Go (regan)"}})
        for source, *tags in cells:
            nb.cells.append(nbformat.v4.new_code_cell(source, metadata={"tags": tags}))
        client = nbclient.NotebookClient(nb, timeout=60, **options)
        try:
            client.execute()
        except nbclient.exceptions.CellExecutionError as error:
            return nb, error
        return nb, None

    def kinds(nb):
        return [[o.output_type for o in c.outputs] for c in nb.cells]

    nb, error = run(("x := 1",), ('panic("boom")',), ("x",))
    assert kinds(nb) == [[], ["error"], []]
    assert error.ename == "panic" and "boom" in str(error)

    nb, error = run(("x := 1",), ('panic("boom")',), ("x",), allow_errors=True)
    assert error is None and kinds(nb) == [[], ["error"], ["execute_result"]]

    nb, error = run(('panic("boom")', "raises-exception"), ("x := 1", "skip-execution"), ("x",))
    assert kinds(nb) == [["error"], [], ["error"]]
    assert error.ename == "CompileError" and "undefined: x" in error.evalue


def test_a_cell_that_takes_too_long_is_interrupted(prefix):
    cells = [nbformat.v4.new_code_cell(source) for source in ("for {}", "1 + 1")]
    nb = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": {"name": "regan", "display_name": "Go (regan)"}})
    nbclient.NotebookClient(nb, timeout=1, interrupt_on_timeout=True, error_on_timeout=None, allow_errors=True).execute()
    assert nb.cells[0].outputs[0].ename == "KeyboardInterrupt"
    assert nb.cells[1].outputs[0].data["text/plain"] == "2"
