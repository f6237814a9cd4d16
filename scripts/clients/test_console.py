"""jupyter console in a terminal: what is typed, and what the screen then shows."""

import os
import re
import sys
import time

import pexpect
import pyte
import pytest

ROWS, COLUMNS = 100, 120  # so much that nothing scrolls away
DEADLINE = 30.0  # seconds for anything to appear: the console's own start takes two

TAB, ENTER, CONTROL_C, CONTROL_D, CONTROL_U = "\t", "\r", "\x03", "\x04", "\x15"


class Terminal:
    """A program in a terminal of its own. A context manager: the program is gone at its end."""

    def __init__(self, *command: str):
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.Stream(self.screen)
        # "linux" names the terminal that pyte is.
        self.program = pexpect.spawn(
            command[0], list(command[1:]), env=os.environ | {"TERM": "linux"}, dimensions=(ROWS, COLUMNS), encoding="utf-8"
        )
        self.program.delaybeforesend = None
        self.screen.write_process_input = self.program.send  # the program asks where the cursor is

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.program.close(force=True)

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display).rstrip()

    def type(self, keys: str):
        self.program.send(keys)

    def until(self, pattern: str) -> re.Match:
        """Waits until the screen shows a text."""
        end = time.monotonic() + DEADLINE
        while not (found := re.search(pattern, self.text, re.MULTILINE)):
            try:
                self.stream.feed(self.program.read_nonblocking(size=1 << 16, timeout=max(0.01, end - time.monotonic())))
            except (pexpect.TIMEOUT, pexpect.EOF) as problem:
                raise AssertionError(f"{type(problem).__name__}: no {pattern!r} on the screen:\n{self.text}") from None
        return found

    def until_it_ends(self) -> int:
        """Waits until the program ends; returns its exit code."""
        self.program.expect(pexpect.EOF, timeout=DEADLINE)
        self.program.wait()
        return self.program.exitstatus


@pytest.fixture
def console(prefix):
    with Terminal(sys.executable, "-m", "jupyter_console", "--kernel=regan") as terminal:
        yield terminal


def test_a_session_in_the_console(console):
    console.until(r"^regan .*: Go 1\.\d+.* in cells")  # the banner
    console.until(r"^In \[1\]:$")

    console.type("6 * 7" + ENTER)
    console.until(r"^Out\[1\]: 42$")

    # A statement that is not at its end is continued on the next line, indented; an empty line runs it.
    console.until(r"^In \[2\]:$")
    console.type("for i := range 3 {" + ENTER)
    console.until(r"^ +\.\.\.:$")
    console.type('fmt.Println("turn", i)' + ENTER + "}" + ENTER)
    console.until(r"^turn 0\nturn 1\nturn 2$")

    # One completion is inserted, of several there is a list.
    console.until(r"^In \[3\]:$")
    console.type("fmt.Fprintl" + TAB)
    console.until(r"^In \[3\]: fmt\.Fprintln$")
    console.type(CONTROL_U + "fmt.Sprint" + TAB)
    console.until(r"^ +Sprint\n +Sprintf\n +Sprintln$")
    console.type('("a")' + ENTER)
    console.until(r"^Out\[3\]: a$")

    console.until(r"^In \[4\]:$")
    console.type("numbers := []int{1}" + ENTER)
    console.until(r"^In \[5\]:$")
    console.type("numbers[3]" + ENTER)
    console.until(r"^runtime error: index out of range.*\nIn\[5\]:1\n +1 \| numbers\[3\]$")

    console.until(r"^In \[6\]:$")
    console.type('fmt.Println("looping"); for {}' + ENTER)
    console.until(r"^looping$")
    console.type(CONTROL_C)
    console.until(r"KeyboardInterrupt")

    console.until(r"^In \[7\]:$")
    console.type("len(numbers)" + ENTER)  # the variables are still there
    console.until(r"^Out\[7\]: 1$")

    console.until(r"^In \[8\]:$")
    console.type("name, _ := display.Input(\"who? \")" + ENTER)
    console.until(r"^who\?")
    console.type("gopher" + ENTER)
    console.until(r"^In \[9\]:$")
    console.type("name" + ENTER)
    console.until(r"^Out\[9\]: gopher$")

    console.until(r"^In \[10\]:$")
    console.type(CONTROL_D)
    console.until(r"Do you really want to exit")
    console.type("y" + ENTER)
    assert console.until_it_ends() == 0
