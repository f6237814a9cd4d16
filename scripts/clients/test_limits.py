"""The limits that a kernelspec can set by flags of regan kernel."""

import json
import pathlib

import pytest
from jupyter_client.kernelspec import KernelSpecManager

from driver import Driver


@pytest.fixture
def limited(prefix, tmp_path, monkeypatch):
    """A kernel whose kernelspec sets both limits."""
    spec = pathlib.Path(KernelSpecManager().get_kernel_spec("regan").resource_dir, "kernel.json")
    changed = json.loads(spec.read_text())
    at = changed["argv"].index("{connection_file}")
    changed["argv"][at:at] = ["--output-limit=1000", f"--memory-limit={256 << 20}"]
    folder = tmp_path / "kernels" / "limited"
    folder.mkdir(parents=True)
    (folder / "kernel.json").write_text(json.dumps(changed))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    with Driver("limited") as driver:
        yield driver


def test_flags_set_the_limits(limited):
    text = limited.ok('import "fmt"\nfor i := 0; i < 1000; i++ { fmt.Println(i) }').stream("stdout")
    assert "more than 1000 bytes of stdout" in text and text.endswith("999\n") and len(text) < 1500
    result = limited.run("kept := [][]byte{}\nfor { b := make([]byte, 1<<20); b[0] = 1; kept = append(kept, b) }")
    assert "the limit is 256 MiB" in result.reply["evalue"]
    assert limited.ok("6 * 7").value == "42"
