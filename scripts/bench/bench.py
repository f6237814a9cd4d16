"""Measures this kernel beside ipykernel, in one run and in turns, through jupyter_client.

    start       from starting the process to the kernel_info_reply
    first cell  from starting the process to the execute_reply of `1 + 1`
    round trip  from sending `1 + 1` to its execute_reply, in a kernel that has run some cells
    until idle  from sending `1 + 1` to the status idle, after which a client runs its next cell

It needs the virtual environment that `scripts/check clients` makes (or one with scripts/clients/requirements.txt):

    scripts/check bench                                          a quick run, not judged
    PYTHON scripts/bench/bench.py --regan bin/regan --assert     a full run; status 1 when a target is missed

Compare ratios, not times, between machines. Run it on a quiet machine: the two take turns, so that what else runs there slows
both, but a busy one makes the p99 of both meaningless.
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
import zmq

KERNELS = ("regan", "python3")
DEADLINE = 60  # seconds for any reply

# The most that each of our medians may take, as a share of ipykernel's.
TARGETS = {"start": 1 / 5, "round trip": 1 / 3}


class Kernel:
    """A kernel process and a client, timed from before the process exists."""

    def __init__(self, name: str):
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
        self.started = time.perf_counter() - self.began

    def cell(self) -> tuple[float, float]:
        """Runs a trivial cell; returns the seconds to its reply and to idle."""
        begin = time.perf_counter()
        request = self.client.execute("1 + 1", allow_stdin=False)
        reply = self._shell(request)
        replied = time.perf_counter() - begin
        assert reply["content"]["status"] == "ok", reply["content"]
        while True:
            message = self.client.get_iopub_msg(timeout=DEADLINE)
            if message["parent_header"].get("msg_id") == request and message["content"].get("execution_state") == "idle":
                return replied, time.perf_counter() - begin

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.context.destroy()

    def _shell(self, request: str) -> dict:
        while True:
            reply = self.client.get_shell_msg(timeout=DEADLINE)
            if reply["parent_header"].get("msg_id") == request:
                return reply


@dataclasses.dataclass
class Samples:
    seconds: list[float] = dataclasses.field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p99(self) -> float:
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(len(self.seconds) * 0.99))]


def measure(starts: int, cells: int) -> dict[str, dict[str, Samples]]:
    """Samples by measure and kernel. The kernels take turns, start by start and ten cells by ten cells."""
    measures = ("start", "first cell", "round trip", "until idle")
    samples = {name: {kernel: Samples() for kernel in KERNELS} for name in measures}
    for turn in range(starts + 1):
        for name in KERNELS:
            kernel = Kernel(name)
            kernel.cell()
            first = time.perf_counter() - kernel.began
            kernel.close()
            if turn > 0:  # the first turn fills the page cache
                samples["start"][name].seconds.append(kernel.started)
                samples["first cell"][name].seconds.append(first)
    running = {name: Kernel(name) for name in KERNELS}
    for kernel in running.values():
        for _ in range(20):
            kernel.cell()
    for _ in range(0, cells, 10):
        for name, kernel in running.items():
            for _ in range(10):
                replied, idle = kernel.cell()
                samples["round trip"][name].seconds.append(replied)
                samples["until idle"][name].seconds.append(idle)
    for kernel in running.values():
        kernel.close()
    return samples


def table(samples) -> str:
    def row(*cells):
        return "{:<12} {:>7} {:>11} {:>11} {:>11} {:>11} {:>7} {:>7}".format(*cells)

    ms = "{:.2f} ms".format
    lines = [row("", "samples", "regan", "p99", "ipykernel", "p99", "ratio", "target")]
    for name, by_kernel in samples.items():
        ours, theirs = (by_kernel[kernel] for kernel in KERNELS)
        values = (ms(1000 * s) for s in (ours.median, ours.p99, theirs.median, theirs.p99))
        target = f"{TARGETS[name]:.2f}" if name in TARGETS else ""
        lines.append(row(name, len(ours.seconds), *values, f"{ours.median / theirs.median:.3f}", target))
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--regan", required=True, help="the binary to measure")
    parser.add_argument("--starts", type=int, default=20, help="how often each kernel is started")
    parser.add_argument("--cells", type=int, default=1000, help="how many cells each kernel runs")
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
        samples = measure(options.starts, options.cells)
    print("medians and 99th percentiles; ratio and target are regan's median over ipykernel's")
    print(table(samples))
    missed = [n for n, most in TARGETS.items() if samples[n]["regan"].median > most * samples[n]["python3"].median]
    for name in missed:
        print(f"{name}: target missed")
    return 1 if options.judge and missed else 0


if __name__ == "__main__":
    sys.exit(main())
