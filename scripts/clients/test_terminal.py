"""regan run in a terminal, as a person uses it."""

import pathlib

import pexpect
import pytest

DEADLINE = 30.0


@pytest.fixture
def run(regan, tmp_path):
    """Starts a program in a terminal of its own; it is gone at the end."""
    started = []

    def start(source: str) -> pexpect.spawn:
        file = pathlib.Path(tmp_path, "main.go")
        file.write_text(source)
        started.append(pexpect.spawn(regan, ["run", str(file)], encoding="utf-8", timeout=DEADLINE))
        return started[-1]

    yield start
    for program in started:
        program.close(force=True)


def exit_code(program: pexpect.spawn) -> int:
    program.expect(pexpect.EOF)
    program.wait()
    return program.exitstatus


def test_a_program_reads_what_is_typed(run):
    program = run('package main\nimport ("bufio"; "fmt"; "os")\nfunc main() {\n\tfmt.Print("name? ")\n\tlines := bufio.NewScanner(os.Stdin)\n\tlines.Scan()\n\tfmt.Println("hello", lines.Text())\n}\n')
    program.expect_exact("name? ")
    program.sendline("Ada")
    program.expect_exact("hello Ada")
    assert exit_code(program) == 0


def test_control_c_ends_a_program_and_what_it_has_started(run):
    program = run('package main\nimport ("fmt"; "os/exec")\nfunc main() {\n\tfmt.Println("started", exec.Command("sleep", "1002").Start())\n\tfor {}\n}\n')
    program.expect_exact("started <nil>")
    program.sendintr()
    assert exit_code(program) == 130  # as a shell says of a program that Ctrl-C has ended
