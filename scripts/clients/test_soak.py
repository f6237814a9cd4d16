"""Many cells in one session: nothing is lost, and the kernel does not grow slow."""

import statistics
import time

import nbclient
import nbformat

CELLS = 200


def test_two_hundred_cells_lose_no_output(prefix):
    """nbclient is what loses outputs first: it takes what came 4 s after the reply, and papermill fails without idle."""
    cells = ['import ("fmt"; "os"; "regan/kernel/display")']
    for i in range(CELLS):
        cells.append(f'fmt.Println("out {i}")\nfmt.Fprintln(os.Stderr, "err {i}")\ndisplay.Show("shown {i}")\nfmt.Println("last {i}")\n{i}')
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    nbclient.NotebookClient(nb, kernel_name="regan", timeout=60).execute()
    for i, cell in enumerate(nb.cells[1:]):
        texts = {"stdout": "", "stderr": ""}
        shown = []
        for output in cell.outputs:
            if output.output_type == "stream":
                texts[output.name] += output.text
            else:
                shown.append(output.data["text/plain"])
        assert texts == {"stdout": f"out {i}\nlast {i}\n", "stderr": f"err {i}\n"}
        assert shown == [f"shown {i}", str(i)]
        assert cell.execution_count == i + 2


def test_a_thousand_cells_do_not_slow_the_kernel_down(own_kernel):
    own_kernel.ok('import "fmt"')

    def cell_time(i: int) -> float:
        start = time.monotonic()
        own_kernel.ok(f"x{i} := {i}\nfmt.Println(x{i})")
        return time.monotonic() - start

    times = [cell_time(i) for i in range(1000)]
    # Generous, for machines that have other work to do: what is looked for is a cost that grows with what ran before.
    assert statistics.median(times[-200:]) < 5 * statistics.median(times[:200]) + 0.005
