"""Measures this kernel beside ipykernel, in one run and in turns, through jupyter_client.

    start            from starting the process to the kernel_info_reply
    first cell       from starting the process to the execute_reply of `1 + 1`
    round trip       from sending `1 + 1` to its execute_reply, in a kernel that has run some cells
    until idle       from sending `1 + 1` to the status idle, after which a client runs its next cell
    100,000 lines    from sending a cell that prints them to idle, every line received and counted
    10 MB display    from sending a cell that shows so much HTML to idle, every byte received
    completion       from asking for the members of a package to the complete_reply
    interrupt        from asking to interrupt an endless loop to the execute_reply of its cell
    memory at rest   of the kernel and all that it has started, after its first cell
    memory, 1,000    the same after 1,000 cells that define a variable each
    growth, 1,000    round trip of the last hundred of these over that of the first hundred

It needs the virtual environment that `scripts/check clients` makes (or one with scripts/clients/requirements.txt):

    scripts/check bench                                          a quick run, not judged
    PYTHON scripts/bench/bench.py --regan bin/regan --assert     a full run; status 1 when a target is missed

Compare ratios, not times, between machines. Run it on a quiet machine: the two take turns, so that what else runs there slows
both, but a busy one makes the p99 of both meaningless. Memory is the proportional set size where the system tells it, so that
what two processes share counts once, and the resident set size elsewhere.
"""

import argparse
import dataclasses
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

os.environ.setdefault("JUPYTER_PLATFORM_DIRS", "1")

import jupyter_client
import psutil
import zmq

DEADLINE = 60  # seconds for any message
LINES = 100_000
SHOWN = 10_000_000  # bytes


@dataclasses.dataclass(frozen=True)
class Language:
    """The same cells in the language of a kernel."""

    prepare: str
    lines: str
    display: str
    loop: str
    completion: str
    define: str


LANGUAGES = {
    "regan": Language(
        prepare='import ("fmt"; "strings"; "regan/kernel/display")',
        lines=f"for i := 0; i < {LINES}; i++ {{ fmt.Println(i) }}",
        display=f'display.Show(display.HTML(strings.Repeat("x", {SHOWN})))',
        loop='fmt.Println("begun"); for {}',
        completion="strings.",
        define="v%d := %d",
    ),
    "python3": Language(
        prepare="import os, string; from IPython.display import display, HTML",
        lines=f"for i in range({LINES}): print(i)",
        display=f'display(HTML("x" * {SHOWN}))',
        loop='print("begun")\nwhile True: pass',
        completion="string.",
        define="v%d = %d",
    ),
}


@dataclasses.dataclass
class Measure:
    name: str
    unit: str = "ms"
    ratio: float | None = None  # target: the most that our median may be, as a share of ipykernel's
    most: float | None = None  # target: the most that our median may be
    samples: dict[str, list[float]] = dataclasses.field(default_factory=lambda: {name: [] for name in LANGUAGES})

    def median(self, kernel: str) -> float:
        return statistics.median(self.samples[kernel])

    def p99(self, kernel: str) -> float:
        ordered = sorted(self.samples[kernel])
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]

    @property
    def share(self) -> float:
        return self.median("regan") / self.median("python3")

    @property
    def target(self) -> str:
        if self.ratio is not None:
            return f"ratio <= {self.ratio:.3f}"
        return f"<= {self.most:g} {self.unit}" if self.most is not None else ""

    @property
    def missed(self) -> bool:
        return (self.ratio is not None and self.share > self.ratio) or (
            self.most is not None and self.median("regan") > self.most
        )


START = Measure("start", ratio=1 / 5)
FIRST_CELL = Measure("first cell")
ROUND_TRIP = Measure("round trip", ratio=1 / 4)
UNTIL_IDLE = Measure("until idle")
PRINTED = Measure("100,000 lines", ratio=1 / 3)
DISPLAY = Measure("10 MB display", ratio=3 / 2)
COMPLETION = Measure("completion", ratio=1 / 9)
INTERRUPT = Measure("interrupt", most=10)
MEMORY = Measure("memory at rest", "MB", ratio=1)
MEMORY_LATER = Measure("memory, 1,000", "MB")
GROWTH = Measure("growth, 1,000", "")
MEASURES = (
    *(START, FIRST_CELL, ROUND_TRIP, UNTIL_IDLE, PRINTED, DISPLAY, COMPLETION, INTERRUPT),
    *(MEMORY, MEMORY_LATER, GROWTH),
)


class Kernel:
    """A kernel process and a client, timed from before the process exists. Times are in milliseconds."""

    def __init__(self, name: str):
        self.name, self.language = name, LANGUAGES[name]
        # Without this a client that knocks too early waits 100 ms before it knocks again, which would be measured as start.
        self.context = zmq.Context()
        self.context.setsockopt(zmq.RECONNECT_IVL, 1)
        self.context.setsockopt(zmq.LINGER, 0)
        self.manager = jupyter_client.KernelManager(kernel_name=name, context=self.context)
        self.began = time.perf_counter()
        self.manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.client = self.manager.client(context=self.context)
        self.client.start_channels(hb=False, stdin=False)
        self._shell(self.client.kernel_info())
        self.started = since(self.began)

    def run(self, code: str = "1 + 1") -> tuple[float, float, list[dict]]:
        """Runs a cell; returns the times to its reply and to idle, and what iopub carried between."""
        begin = time.perf_counter()
        request = self.client.execute(code, allow_stdin=False)
        reply = self._shell(request)
        replied = since(begin)
        assert reply["content"]["status"] == "ok", reply["content"]
        return replied, *self._until(begin, request, lambda m: m["content"].get("execution_state") == "idle")

    def complete(self) -> float:
        begin = time.perf_counter()
        reply = self._shell(self.client.complete(self.language.completion, len(self.language.completion)))
        assert len(reply["content"]["matches"]) > 5, reply["content"]
        return since(begin)

    def interrupt(self) -> float:
        """Interrupts a loop that is known to turn; returns the time from then to the reply of its cell."""
        request = self.client.execute(self.language.loop, allow_stdin=False)
        self._until(time.perf_counter(), request, lambda m: m["msg_type"] == "stream")
        begin = time.perf_counter()
        self.manager.interrupt_kernel()
        reply = self._shell(request)
        taken = since(begin)
        assert reply["content"]["ename"] == "KeyboardInterrupt", reply["content"]
        self._until(begin, request, lambda m: m["content"].get("execution_state") == "idle")
        return taken

    def memory(self) -> float:
        """Megabytes of the kernel and all processes below it."""
        kernel = psutil.Process(self.manager.provisioner.pid)
        total = 0
        for process in (kernel, *kernel.children(recursive=True)):
            info = process.memory_full_info()
            total += getattr(info, "pss", info.rss)
        return total / 1e6

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.context.destroy()

    def _shell(self, request: str) -> dict:
        while True:
            reply = self.client.get_shell_msg(timeout=DEADLINE)
            if reply["parent_header"].get("msg_id") == request:
                return reply

    def _until(self, begin: float, request: str, wanted) -> tuple[float, list[dict]]:
        seen = []
        while True:
            message = self.client.get_iopub_msg(timeout=DEADLINE)
            if message["parent_header"].get("msg_id") == request:
                if wanted(message):
                    return since(begin), seen
                seen.append(message)


def since(begin: float) -> float:
    return 1000 * (time.perf_counter() - begin)


@dataclasses.dataclass(frozen=True)
class Effort:
    starts: int  # how often each kernel is started
    cells: int  # round trips of each
    repeats: int  # of all else
    definitions: int  # cells of the growth test


QUICK = Effort(starts=3, cells=50, repeats=2, definitions=200)
FULL = Effort(starts=20, cells=1000, repeats=10, definitions=1000)


def measure(effort: Effort):
    """Fills the measures. The kernels take turns: start by start, ten cells by ten cells, and so on."""
    measure_starts(effort)
    running = {name: Kernel(name) for name in LANGUAGES}
    for name, kernel in running.items():
        kernel.run(kernel.language.prepare)
        for _ in range(20):
            kernel.run()
        kernel.complete()
    for _ in range(0, effort.cells, 10):
        for name, kernel in running.items():
            for _ in range(10):
                replied, idle, _ = kernel.run()
                ROUND_TRIP.samples[name].append(replied)
                UNTIL_IDLE.samples[name].append(idle)
    for _ in range(effort.repeats):
        for name, kernel in running.items():
            _, idle, messages = kernel.run(kernel.language.lines)
            check_lines(messages)
            PRINTED.samples[name].append(idle)
            _, idle, messages = kernel.run(kernel.language.display)
            check_display(messages)
            DISPLAY.samples[name].append(idle)
            COMPLETION.samples[name].extend(kernel.complete() for _ in range(10))
            INTERRUPT.samples[name].append(kernel.interrupt())
    for kernel in running.values():
        kernel.close()
    measure_growth(effort)


def measure_starts(effort: Effort):
    for turn in range(effort.starts + 1):
        for name in LANGUAGES:
            kernel = Kernel(name)
            kernel.run()
            first = since(kernel.began)
            if turn > 0:  # the first turn fills the page cache
                START.samples[name].append(kernel.started)
                FIRST_CELL.samples[name].append(first)
                MEMORY.samples[name].append(kernel.memory())
            kernel.close()


def measure_growth(effort: Effort):
    times = {}
    for name in LANGUAGES:
        kernel = Kernel(name)
        for _ in range(20):
            kernel.run()
        times[name] = [kernel.run(kernel.language.define % (i, i))[0] for i in range(effort.definitions)]
        MEMORY_LATER.samples[name].append(kernel.memory())
        kernel.close()
        GROWTH.samples[name].append(statistics.median(times[name][-100:]) / statistics.median(times[name][:100]))


def check_lines(messages: list[dict]):
    text = "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream")
    assert text == "".join(f"{i}\n" for i in range(LINES)), f"{text.count(chr(10))} of {LINES} lines arrived, or in another order"


def check_display(messages: list[dict]):
    (shown,) = [m["content"]["data"]["text/html"] for m in messages if m["msg_type"] == "display_data"]
    assert len(shown) == SHOWN


def table() -> str:
    def row(*cells):
        return "{:<14} {:>7} {:>11} {:>11} {:>11} {:>11} {:>7}  {}".format(*cells)

    lines = [row("", "samples", "regan", "p99", "ipykernel", "p99", "ratio", "target")]
    for m in MEASURES:
        numbers = (f"{value:.2f} {m.unit}".strip() for k in LANGUAGES for value in (m.median(k), m.p99(k)))
        verdict = f"{m.target}  {'MISSED' if m.missed else 'met'}" if m.target else ""
        lines.append(row(m.name, len(m.samples["regan"]), *numbers, f"{m.share:.3f}", verdict))
    return "\n".join(line.rstrip() for line in lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--regan", required=True, help="the binary to measure")
    parser.add_argument("--quick", action="store_true", help="few samples: to see that it runs")
    parser.add_argument("--assert", dest="judge", action="store_true", help="exit with status 1 when a target is missed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prefix = pathlib.Path(folder) / "prefix"
        os.environ["JUPYTER_PATH"] = str(prefix / "share" / "jupyter")
        for name in ("CONFIG", "DATA", "RUNTIME"):
            os.environ[f"JUPYTER_{name}_DIR"] = str(pathlib.Path(folder) / name.lower())
        os.environ["IPYTHONDIR"] = str(pathlib.Path(folder) / "ipython")
        install = [os.path.abspath(options.regan), "install", "--prefix", str(prefix)]
        subprocess.run(install, check=True, stdout=subprocess.DEVNULL)
        measure(QUICK if options.quick else FULL)
    print("medians and 99th percentiles; ratio is regan's median over ipykernel's")
    print(table())
    return 1 if options.judge and any(m.missed for m in MEASURES) else 0


if __name__ == "__main__":
    sys.exit(main())
