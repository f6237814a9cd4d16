"""Cells that ask their reader, through jupyter_client."""

import time

import pytest


class Typist:
    """Runs one cell and types what it is told to."""

    def __init__(self, kernel, code: str):
        self.kernel, self.questions = kernel, []
        self.cell = kernel.client.execute(code, allow_stdin=True)

    def question(self) -> dict:
        message = self.kernel.client.get_stdin_msg(timeout=20)
        assert message["msg_type"] == "input_request"
        assert message["parent_header"]["msg_id"] == self.cell
        return message["content"]

    def answer(self, text: str) -> dict:
        """Answers the next question and returns it."""
        question = self.question()
        self.kernel.client.input(text)
        return question

    def printed(self) -> str:
        messages = self.kernel.until_idle(self.cell)
        reply = self.kernel.reply(self.cell)
        assert reply["status"] == "ok", reply
        return "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream")


def test_scan_asks_after_what_the_cell_printed(kernel):
    typist = Typist(kernel, 'import "fmt"\nvar name string\nfmt.Print("name? ")\nfmt.Scanln(&name)\nfmt.Println("hello", name)')
    before = kernel.iopub_until(typist.cell, lambda m: m["msg_type"] == "stream")[-1]
    assert before["content"]["text"] == "name? "
    assert typist.answer("Ada") == {"prompt": "", "password": False}
    assert typist.printed() == "hello Ada\n"


@pytest.mark.parametrize(
    "read",
    [
        pytest.param('for s := bufio.NewScanner(os.Stdin); s.Scan(); { fmt.Println("got " + s.Text()) }', id="bufio.Scanner"),
        pytest.param(
            'r := bufio.NewReader(os.Stdin)\nfor {\n\ts, err := r.ReadString(10)\n\tif err != nil {\n\t\tbreak\n\t}\n\tfmt.Print("got " + s)\n}',
            id="bufio.Reader",
        ),
    ],
)
def test_lines_are_asked_for_until_the_reader_ends_them(own_kernel, read):
    typist = Typist(own_kernel, 'import ("bufio"; "fmt"; "os")\n' + read)
    typist.answer("one é√漢字")
    typist.answer("two")
    typist.answer("\x04")
    assert typist.printed() == "got one é√漢字\ngot two\n"


def test_display_asks_with_a_prompt_and_for_secrets(kernel):
    typist = Typist(
        kernel,
        'import ("fmt"; "regan/kernel/display")\n'
        'who, _ := display.Input("who? ")\nword, _ := display.Password("word? ")\nfmt.Println(who, len(word))',
    )
    assert typist.answer("Ada") == {"prompt": "who? ", "password": False}
    assert typist.answer("secret") == {"prompt": "word? ", "password": True}
    assert typist.printed() == "Ada 6\n"


def test_a_cell_that_waits_for_its_reader_can_be_interrupted(kernel):
    kernel.ok("kept := 41")
    typist = Typist(kernel, 'import "fmt"\nvar n int\nfmt.Scan(&n)')
    typist.question()
    start = time.monotonic()
    kernel.manager.interrupt_kernel()
    assert kernel.reply(typist.cell, deadline=5)["ename"] == "KeyboardInterrupt"
    assert time.monotonic() - start < 1
    kernel.until_idle(typist.cell)
    assert kernel.ok("kept + 1").value == "42"


def test_without_permission_the_cell_gets_an_error_and_its_reader_a_note(kernel):
    result = kernel.ok('import "fmt"\nvar m int\n_, err := fmt.Scan(&m)\nfmt.Println(err)')
    assert "does not allow" in result.stream("stdout")
    assert "does not allow" in result.stream("stderr")


def test_a_result_that_was_typed_is_shown(kernel):
    typist = Typist(kernel, 'import "regan/kernel/display"\ndisplay.Input("more? ")')
    typist.answer("yes")
    messages = kernel.until_idle(typist.cell)
    assert [m["content"]["data"]["text/plain"] for m in messages if m["msg_type"] == "execute_result"] == ["yes"]
