"""papermill runs notebooks in Go with parameters, once install/papermill is installed beside it."""

import datetime
import json
import math
import os
import pathlib
import subprocess
import sys

import nbformat
import papermill
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]

PARAMETERS = """rate := 0.1 // of learning
batch, size := 64, 8
var name string = "none" /* of the run */
var (
	deep   bool
	layers = []int{3, 5, // two
		7}
)
const fixed = 1
limit := uint64(1)
url := "http://x" // a // comment
text := `raw // text`
f := func() int { return 1 }
"""


@pytest.fixture(scope="module")
def plugin(tmp_path_factory):
    """A folder that holds the package as pip installs it."""
    folder = tmp_path_factory.mktemp("papermill")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    source = ROOT / "install" / "papermill"
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--no-build-isolation", "--target", folder, source], check=True)
    return folder


@pytest.fixture(scope="module")
def python(plugin):
    """Runs a Python program that sees the package."""

    def run(*args, **options) -> subprocess.CompletedProcess:
        env = os.environ | {"PYTHONPATH": str(plugin)}
        return subprocess.run([sys.executable, *map(str, args)], env=env, capture_output=True, text=True, timeout=120, **options)

    return run


@pytest.fixture(scope="module")
def module(plugin):
    """The module itself, for what needs no papermill process."""
    sys.path.insert(0, str(plugin))
    try:
        import regan_papermill

        yield regan_papermill
    finally:
        sys.path.remove(str(plugin))


def test_values_are_written_as_regan_run_writes_them(module):
    table = json.loads((ROOT / "kernel" / "notebook" / "testdata" / "values.json").read_text())
    for value, text in table:
        assert module.GoTranslator.translate(value) == text


@pytest.mark.parametrize(
    "value, text",
    [
        (math.inf, "math.Inf(1)"),
        (-math.inf, "math.Inf(-1)"),
        (math.nan, "math.NaN()"),
        ([math.inf, 1], "[]float64{math.Inf(1), 1}"),
        (-(2**63) - 1, 'func() *big.Int { n, _ := new(big.Int).SetString("-9223372036854775809", 10); return n }()'),
        ((1, 2), "[]int{1, 2}"),
        ({1: "one"}, 'map[string]any{"1": "one"}'),
        ("\0\x7f\ufeff\ud800\U000e0001", r'"\u0000\u007f\ufeff\ufffd\U000e0001"'),
        (datetime.date(2026, 1, 31), '"2026-01-31"'),  # YAML has dates
    ],
)
def test_values_that_json_does_not_have(module, value, text):
    assert module.GoTranslator.translate(value) == text


def test_the_injected_cell(module):
    code = module.GoTranslator.codify({"rate": 1e-3, "name": "é"}, comment="Parameters\nof two lines")
    assert code == '// Parameters\n// of two lines\n//regan:parameters\nrate := 0.001\nname := "é"\n'
    for name in ("my-rate", "1st", "type", ""):
        with pytest.raises(ValueError, match="is no name in Go"):
            module.GoTranslator.codify({name: 1})


def test_the_parameters_cell_is_understood(module):
    found = module.GoTranslator.inspect({"source": PARAMETERS})
    assert [tuple(p) for p in found] == [
        ("rate", "float64", "0.1", "of learning"),
        ("name", "string", '"none"', "of the run"),
        ("deep", "bool", "", ""),
        ("layers", "[]int", "[]int{3, 5, \n\t\t7}", "two"),
        ("limit", "uint64", "uint64(1)", ""),
        ("url", "string", '"http://x"', "a // comment"),
        ("text", "string", "`raw // text`", ""),
        ("f", "None", "func() int { return 1 }", ""),
    ]
    assert module.GoTranslator.inspect({"source": ""}) == []
    assert module.GoTranslator.inspect({"source": 'func ("'}) == []


def test_it_can_be_imported_before_papermill(python):
    """Which then imports it in turn, half made as it is."""
    find = "from papermill.translators import papermill_translators as t; print(t.find_translator('regan', 'go').__name__)"
    result = python("-c", "import regan_papermill;" + find)
    assert (result.stdout, result.stderr) == ("GoTranslator\n", "")


def write(path: pathlib.Path, *sources: str) -> pathlib.Path:
    """A notebook of these code cells; "parameters: SOURCE" is tagged so."""
    cells = []
    for source in sources:
        tagged = source.startswith("parameters: ")
        cells.append(nbformat.v4.new_code_cell(source.removeprefix("parameters: ")))
        if tagged:
            cells[-1].metadata["tags"] = ["parameters"]
    metadata = {"kernelspec": {"name": "regan", "display_name": "Go (regan)", "language": "go"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), path)
    return path


def printed(nb, i: int) -> str:
    return "".join(o.text for o in nb.cells[i].outputs if o.output_type == "stream" and o.name == "stdout")


SHOW = "import \"fmt\"\nfor _, v := range []any{%s} { fmt.Printf(\"%%T %%v\\n\", v, v) }"


def test_parameters_of_every_kind(module, tmp_path):
    names = "rate, batch, on, name, sizes, ends, table, nothing, huge, fresh"
    source = write(
        tmp_path / "in.ipynb",
        "parameters: rate, batch, on := 0.1, 64, false\nname, sizes, ends := \"none\", []float64{}, 0.0\n"
        'import "math/big"\ntable, nothing, huge := map[string][]float64{}, []int{1}, big.NewInt(1)',
        SHOW % names,
    )
    values = {
        "rate": 1,
        "batch": 128,
        "on": True,
        "name": 'é "quoted" \\\n$x 大',
        "sizes": [8, 16],
        "ends": float("-inf"),
        "table": {"a": [1, 2.5]},
        "nothing": None,
        "huge": 2**70,
        "fresh": [1, "a", None],
    }
    papermill.execute_notebook(source, tmp_path / "out.ipynb", values, progress_bar=False)
    nb = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert nb.cells[1].metadata.tags == ["injected-parameters"]
    assert printed(nb, 2) == (
        'float64 1\nint 128\nbool true\nstring é "quoted" \\\n$x 大\n[]float64 [8 16]\nfloat64 -Inf\n'
        "map[string][]float64 map[a:[1 2.5]]\n[]int []\n*big.Int 1180591620717411303424\n[]interface {} [1 a <nil>]\n"
    )


def test_the_command_line(python, tmp_path):
    source = write(tmp_path / "in.ipynb", "parameters: rate := 0.1 // of learning\nname := \"none\"", SHOW % "rate, name", "1 + 1")
    run = ("-m", "papermill")
    options = ("-p", "rate", "5", "-r", "name", "5", "-p", "other", "1")
    result = python(*run, source, tmp_path / "out.ipynb", *options)
    assert result.returncode == 0, result.stderr
    assert "Passed unknown parameter: other" in result.stderr
    assert "Executing: 100%" in result.stderr and "4/4" in result.stderr  # its progress
    nb = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    nbformat.validate(nb)
    assert printed(nb, 2) == "float64 5\nstring 5\n"
    assert nb.cells[3].outputs[0].data["text/plain"] == "2"
    assert nb.metadata.papermill.exception is None
    assert all(c.metadata.papermill.status == "completed" and c.metadata.papermill.duration >= 0 for c in nb.cells)

    # What papermill has written can be run again, by regan too, and by its engine of the translator's name.
    again = python(*run, tmp_path / "out.ipynb", tmp_path / "again.ipynb", "-p", "rate", "7", "--engine", "go")
    assert again.returncode == 0, again.stderr
    nb = nbformat.read(tmp_path / "again.ipynb", as_version=4)
    assert len(nb.cells) == 4 and printed(nb, 2) == "float64 7\nstring none\n"

    help = python(*run, "--help-notebook", source)
    assert "rate: float64 (default 0.1)" in help.stdout and "of learning" in help.stdout, help.stdout


def test_a_failing_cell_ends_the_run(python, tmp_path):
    source = write(tmp_path / "in.ipynb", "before := 1\nbefore", 'panic("boom")', "after := 1\nafter")
    result = python("-m", "papermill", source, tmp_path / "out.ipynb")
    assert result.returncode == 1
    assert "PapermillExecutionError" in result.stderr and "boom" in result.stderr
    nb = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert nb.metadata.papermill.exception is True
    outputs = [[o.output_type for o in c.outputs] for c in nb.cells if c.cell_type == "code"]
    assert outputs == [["execute_result"], ["error"], []]


def test_a_worker_that_dies_ends_the_run_with_its_reason(module, tmp_path):
    source = write(tmp_path / "in.ipynb", 'import "os"\nos.Exit(3)', "1")
    with pytest.raises(papermill.PapermillExecutionError) as caught:
        papermill.execute_notebook(source, tmp_path / "out.ipynb", progress_bar=False)
    assert caught.value.exec_count == 1
    assert "the cell ended its process with exit code 3" in caught.value.evalue
    nb = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert nb.cells[-1].metadata.papermill.status == "pending"
