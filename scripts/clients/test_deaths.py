"""Every way in which a cell can end its process, one after another in one session."""

import re
import time

import psutil
import pytest

from driver import Driver


@pytest.fixture(scope="module")
def session(prefix):
    """One kernel for all deaths: each must leave it as good as new."""
    with Driver("regan") as driver:
        yield driver


def worker(driver) -> psutil.Process:
    (child,) = driver.process.children()
    return child


DEATHS = {
    "os.Exit": ('import "os"\nos.Exit(3)', "exit code 3"),
    "log.Fatal": ('import "log"\nlog.Fatal("the end")', "exit code 1"),
    "stack overflow": ("func deeper(n int) int { return deeper(n+1) + 1 }\ndeeper(0)", "stack overflow"),
    "concurrent map writes": (
        'import "sync"\nm := map[int]int{}\nvar group sync.WaitGroup\n'
        "for g := 0; g < 8; g++ {\n\tgroup.Add(1)\n\tgo func() {\n\t\tdefer group.Done()\n"
        "\t\tfor i := 0; i < 1000000; i++ {\n\t\t\tm[i%10] = i\n\t\t}\n\t}()\n}\ngroup.Wait()",
        "concurrent map writes",
    ),
    "out of memory": ("big := make([]int, 1<<45)\nfor { big[0]++ }", "out of memory"),
}


@pytest.mark.parametrize("death", DEATHS)
def test_the_cause_is_named_and_the_next_cell_runs_within_a_second(session, death):
    code, cause = DEATHS[death]
    session.ok("kept := 1")
    front = session.process
    result = session.run(code)
    assert result.reply["status"] == "error"
    assert cause in result.reply["evalue"]
    assert "variables are lost" in result.reply["evalue"]
    assert len(result.of_type("error")) == 1
    after_death(session, front)


def test_a_killed_worker(session):
    session.ok("kept := 1")
    front = session.process
    cell = session.send('import "fmt"\nfmt.Println("alive")\nfor {}')
    session.iopub_until(cell, lambda m: m["msg_type"] == "stream")
    worker(session).kill()
    reply = session.reply(cell)
    session.until_idle(cell)
    assert re.search("ended from outside.*killed", reply["evalue"])
    after_death(session, front)


def test_a_worker_that_is_killed_between_cells(session):
    session.ok("kept := 1")
    victim = worker(session)
    victim.kill()
    victim.wait(5)
    front = session.process
    reply = session.run("kept").reply
    assert "has not run" in reply["evalue"] and "variables are lost" in reply["evalue"]
    after_death(session, front)


def test_restore_brings_the_variables_back(own_kernel):
    own_kernel.ok("n := 20")
    own_kernel.ok("n += 1\nfunc twice(i int) int { return 2 * i }")
    assert "%restore" in own_kernel.run('import "os"\nos.Exit(3)').reply["evalue"]
    result = own_kernel.ok("%restore")
    (bar,) = result.of_type("display_data")
    updates = result.of_type("update_display_data")
    assert {u["transient"]["display_id"] for u in updates} == {bar["transient"]["display_id"]}
    assert updates[-1]["data"]["text/plain"] == "restored 2 of 2 cells (2/2)"
    assert result.stream("stdout") == "restored 2 of 2 cells; declared again: n, twice\n"
    assert own_kernel.ok("twice(n)").value == "42"


def after_death(session, front):
    start = time.monotonic()
    assert session.ok("6 * 7").value == "42"
    assert time.monotonic() - start < 1
    assert "undefined: kept" in session.run("kept").reply["evalue"]
    assert session.process == front
