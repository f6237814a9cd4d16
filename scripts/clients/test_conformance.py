"""jupyter_kernel_test: every message is checked against Jupyter's own schema of it."""

import jupyter_kernel_test


class ReganTest(jupyter_kernel_test.KernelTests):
    kernel_name = "regan"
    language_name = "go"
    file_extension = ".go"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kc.execute_interactive("answerToAll := 42", timeout=15)

    code_hello_world = 'import "fmt"\nfmt.Println("hello, world")'
    code_stderr = 'import ("fmt"; "os")\nfmt.Fprintln(os.Stderr, "oh no")'
    code_generate_error = 'panic("raised")'
    code_execute_result = [
        {"code": "1234 + 4321", "result": "5555"},
        {"code": '"a" + "b"', "result": "ab"},
        {"code": "[]int{1, 2}", "result": "[1 2]"},
    ]
    code_display_data = [
        {"code": 'import "regan/kernel/display"\ndisplay.Show(display.HTML("<b>bold</b>"))', "mime": "text/html"},
        {"code": 'import "regan/kernel/display"\ndisplay.Show(display.SVG("<svg/>"))', "mime": "image/svg+xml"},
    ]
    code_page_something = "answerToAll?"
    code_clear_output = 'import "regan/kernel/display"\ndisplay.ClearOutput(false)'

    completion_samples = [
        {"text": "answerTo", "matches": {"answerToAll"}},
        {"text": "x := answerTo", "matches": {"answerToAll"}},
        {"text": 'import "strings"\nstrings.ToLowerS', "matches": {"ToLowerSpecial"}},
        {"text": "zzz", "matches": set()},
        {"text": ""},
    ]
    complete_code_samples = ["x := 1", "1 + 1", "func f() int {\n\treturn 1\n}", "// only a comment", ""]
    incomplete_code_samples = ["func f() {", "for i := 0; i < 3; i++ {", "x := []int{1,", "s := `raw", "1 +"]
    invalid_code_samples = ["func func", "x := = 1", "}"]

    code_inspect_sample = "answerToAll"

    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "1234 +*"  # of one code, in all cells that any test has run: they share a history


class ReganWelcomeTest(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "regan"
    support_iopub_welcome = True
