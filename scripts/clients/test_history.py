"""The history that outlives a kernel, through jupyter_client."""

import os
import pathlib

import pytest

from driver import DEADLINE, Driver


@pytest.fixture
def data(prefix, tmp_path, monkeypatch) -> pathlib.Path:
    """A Jupyter folder of this test's own, where the history is kept."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


def history(driver: Driver, **request) -> list:
    request = {"raw": True, "output": False, **request}
    reply = driver.reply(driver.client.history(**request))
    assert reply["status"] == "ok", reply
    return [tuple(entry) for entry in reply["history"]]


def test_cells_are_found_by_later_sessions(data):
    for source in ("first := 1", "second := 2"):
        with Driver("regan") as driver:
            driver.ok(source)
            driver.ok("6 * 7")
            driver.manager.shutdown_kernel()
    assert [p.name for p in data.iterdir()] == ["regan_history.sqlite"]
    if os.name != "nt":
        assert (data / "regan_history.sqlite").stat().st_mode & 0o077 == 0
    with Driver("regan") as driver:
        assert history(driver, hist_access_type="tail", n=3) == [(1, 2, "6 * 7"), (2, 1, "second := 2"), (2, 2, "6 * 7")]
        driver.ok("third := 3")
        assert history(driver, hist_access_type="range", session=-1) == [(2, 1, "second := 2"), (2, 2, "6 * 7")]
        assert history(driver, hist_access_type="range", session=-1, start=2, output=True) == [(2, 2, ["6 * 7", "42"])]
        assert history(driver, hist_access_type="search", pattern="*:= ?", n=10) == [
            (1, 1, "first := 1"),
            (2, 1, "second := 2"),
            (0, 1, "third := 3"),
        ]
        assert len(history(driver, hist_access_type="search", pattern="6*", unique=True, n=10)) == 1


def test_a_folder_that_cannot_be_written_costs_only_the_history(data):
    data.write_text("no folder")
    with Driver("regan") as driver:
        assert driver.ok("6 * 7").value == "42"
        assert history(driver, hist_access_type="tail", n=10) == [(0, 1, "6 * 7")]


def test_restore_after_a_restart(data):
    """A restart keeps the connection file, and so the kernel is known again; another kernel's cells are not touched."""
    with Driver("regan") as other:
        other.ok("foreign := 1")
        other.manager.shutdown_kernel()
    with Driver("regan") as driver:
        driver.ok("n := 20")
        driver.ok("n += 1\nfunc twice(i int) int { return 2 * i }")
        driver.run("n = 1000; panic(1)")
        for cells in (2, 3):  # the second time, the cell that looked in between is one more
            driver.manager.restart_kernel()
            driver.client.wait_for_ready(timeout=DEADLINE)
            assert "undefined: n" in driver.run("n").reply["evalue"]
            result = driver.ok("%restore")
            assert result.stream("stdout") == f"restored {cells} of {cells} cells; declared again: n, twice\n"
            assert driver.ok("twice(n)").value == "42"
