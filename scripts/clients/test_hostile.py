"""Programs that do what no program should. After each, the next cell runs, and the kernel has kept nothing of it."""

import psutil
import pytest

from driver import Driver

START = 'import ("fmt"; "os"; "os/signal"; "runtime"; "sync")\nvar _, _, _, _ = fmt.Sprint, os.Exit, signal.Notify, runtime.Goexit\nvar _ sync.Mutex'

CLOSE = 'os.NewFile(%d, "").Close()'

# What runs to an end of its own, and what the reader is told.
ENDS = {
    "closes standard output": (CLOSE % 1, ""),
    "closes standard error": ("os.Stderr.Close()", ""),
    "closes what it has not opened": (CLOSE % 3 + ";" + CLOSE % 4, ""),
    "writes into what it has not opened": ('for i := 3; i < 5; i++ { os.NewFile(uintptr(i), "").WriteString("garbage") }', ""),
    "closes everything": ('for i := range 1000 { os.NewFile(uintptr(i), "").Close() }\nselect {}', "variables are lost"),
    "ends its goroutine": ("runtime.Goexit()", ""),
    "has many goroutines": (
        "var all sync.WaitGroup\ngoOn := make(chan int)\nfor range 20000 {\n\tall.Add(1)\n\tgo func() { defer all.Done(); <-goOn }()\n}\nclose(goOn)\nall.Wait()",
        "",
    ),
    "opens all files": ("for {\n\tf, err := os.Open(os.DevNull)\n\tif err != nil { panic(err) }\n\tdefer f.Close()\n}", "too many open files"),
    "ends its process by a signal": ("!kill -TERM $PPID; sleep 1000", "terminated"),
    "breaks its process": ("!kill -SEGV $PPID; sleep 1000", "SIGSEGV"),
    "removes the folder that it is in": ('gone, _ := os.MkdirTemp("", "gone")\nos.Chdir(gone)\nos.Remove(gone)\nos.Exit(3)', "exit code 3"),
    "clears the environment": ("os.Clearenv()\nos.Exit(4)", "exit code 4"),
    "panics while it panics": ('type T struct{}\nfunc (T) Error() string { panic("in Error") }\npanic(T{})', "in Error"),
    "exits while it is shown": ('type S struct{}\nfunc (S) String() string { os.Exit(5); return "" }\nS{}', "exit code 5"),
    "writes a gigabyte": ("!head -c 1000000000 /dev/zero", ""),
    "leaves processes behind": ("!sleep 1000 &\nos.Exit(6)", "exit code 6"),
}

# What goes on until it is interrupted.
ENDLESS = {
    "waits for nobody": "<-make(chan int)",
    "waits for itself": "var m sync.Mutex\nm.Lock()\nm.Lock()",
    "ignores signals": "signal.Ignore()\nsignal.Notify(make(chan os.Signal, 1))\nfor {}",
    "runs what ignores signals": "!trap '' INT TERM; sleep 1000",
}


@pytest.fixture(scope="module")
def session(prefix, tmp_path_factory):
    """One kernel for all, whose temporary files have a folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("tmp")
        patch.setenv("TMPDIR", str(folder))
        with Driver("regan") as driver:
            driver.folder = folder
            yield driver


@pytest.mark.parametrize("program", ENDS)
def test_a_program_that(session, program):
    code, told = ENDS[program]
    before = trace(session)
    result = session.run(code)
    assert (result.reply["status"] == "error") == bool(told), result.reply
    assert told in result.reply.get("evalue", "")
    nothing_is_left(session, before)


@pytest.mark.parametrize("program", ENDLESS)
def test_an_interrupt_ends_a_program_that(session, program):
    session.ok("kept := 41")
    before = trace(session)
    cell = session.send(ENDLESS[program])
    session.iopub_until(cell, lambda m: m["msg_type"] == "execute_input")
    session.manager.interrupt_kernel()
    assert session.reply(cell)["ename"] == "KeyboardInterrupt"
    session.until_idle(cell)
    assert session.ok("kept + 1").value == "42"
    nothing_is_left(session, before)


def trace(session) -> dict:
    """What the kernel holds between cells."""
    session.ok(START)
    front = session.process
    return {"processes": len(session.processes()), "descriptors": front.num_fds(), "pid": front.pid}


def nothing_is_left(session, before):
    result = session.ok('fmt.Println("out")\nfmt.Fprintln(os.Stderr, "err")\n6 * 7') if session.run(START).reply["status"] == "ok" else None
    assert result, "the session does not take its imports"
    assert (result.value, result.stream("stdout"), result.stream("stderr")) == ("42", "out\n", "err\n")
    after = trace(session)
    assert (after["pid"], after["processes"]) == (before["pid"], before["processes"])
    assert after["descriptors"] < before["descriptors"] + 5  # its history, and what is closed late
    assert list(session.folder.iterdir()) == []
    assert not [p for p in psutil.process_iter(["cmdline"]) if p.info["cmdline"] == ["sleep", "1000"]]
