"""JupyterLab in a real browser: what a reader does with the published notebook, and with one of all kinds of outputs."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

import nbformat
import pytest
from playwright.sync_api import expect, sync_playwright

SECOND = 1000  # Playwright counts milliseconds

# A notebook with each kind of output that a cell has, text and errors too.
KINDS = (
    'import (\n\t"fmt"\n\t"os"\n\t"strings"\n\n\t"regan/kernel/display"\n)\nos.Getpid()',
    'type Layer struct {\n\tName string\n\tSize [2]int\n\tRate float64\n}\n[]Layer{{"G1", [2]int{4, 4}, 0.1}, {"G2", [2]int{8, 8}, 0.2}}',
    'map[string][]int{"odd": {1, 3}, "even": {2, 4}}',
    'fmt.Println("to standard output"); fmt.Fprintln(os.Stderr, "to standard error")',
    'display.Show(display.Markdown("**bold**, *italic* and $e^{i\\\\pi} = -1$"))\ndisplay.Show(display.HTML("<b>HTML</b>"))',
    'bar := func(i int) display.HTML {\n\treturn display.HTML(fmt.Sprintf("<progress max=4 value=%d></progress> %d of 4", i, i))\n}\n'
    'display.ShowAs("bar", bar(0))\nfor i := range 5 {\n\tdisplay.Replace("bar", bar(i))\n}',
    'func third(values []int) int { return values[3] }\nfunc second() int { return third([]int{1, 2, 3}) }\nsecond()',
    'var wrong int = "text"\nundefined + 1',
    'panic(fmt.Errorf("reading %q: %w", "data.csv", os.ErrNotExist))',
)

WIDTH = 1280  # pixels: a small laptop's screen, on which nothing may be cut

# JupyterLab's own settings, so that nothing moves or asks and every cell is in the page whether it is scrolled to or not.
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True},
    "notebook-extension/tracker": {"windowingMode": "none"},
}


def find_chromium() -> str | None:
    """The path of a Chromium or Chrome; None when this machine has none."""
    if given := os.environ.get("REGAN_CHROMIUM"):
        return given
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return found
    for app in ("Chromium", "Google Chrome"):
        path = f"/Applications/{app}.app/Contents/MacOS/{app}"
        if os.access(path, os.X_OK):
            return path
    return None


pytestmark = pytest.mark.skipif(find_chromium() is None, reason="no Chromium or Chrome on this machine")


@contextlib.contextmanager
def jupyterlab(folder: pathlib.Path, log: pathlib.Path):
    """Serves folder on a free port of loopback, without a token, and gives the address."""
    settings = folder / ".settings"
    for name, value in SETTINGS.items():
        file = settings / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(value))
    env = os.environ | {
        "JUPYTERLAB_SETTINGS_DIR": str(settings),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / ".workspaces"),
    }
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0"),
        *("--IdentityProvider.token=", f"--ServerApp.root_dir={folder}", "--LabApp.extension_manager=readonly"),
        "--LabApp.expose_app_in_browser=True",
    ]
    with log.open("w") as out:
        server = subprocess.Popen(command, env=env, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
    try:
        info = pathlib.Path(os.environ["JUPYTER_RUNTIME_DIR"]) / f"jpserver-{server.pid}.json"
        yield json.loads(wait_for_text(info, server, log))["url"]
    finally:
        server.terminate()  # which also shuts its kernels down
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            raise


def wait_for_text(file: pathlib.Path, server: subprocess.Popen, log: pathlib.Path) -> str:
    """The content of a file that the server writes when it listens."""
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError, ValueError):
            text = file.read_text()
            json.loads(text)  # until it is whole
            return text
        time.sleep(0.05)
    raise AssertionError("JupyterLab did not start:\n" + log.read_text())


@pytest.fixture(scope="module")
def lab(prefix, notebook, tmp_path_factory):
    """The address of a JupyterLab whose folder holds the notebook, its outputs removed."""
    folder = tmp_path_factory.mktemp("lab")
    nb = nbformat.read(notebook, as_version=4)
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(nb, folder / "regan.ipynb")
    kinds = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "regan", "display_name": "Go (regan)", "language": "go"}})
    for source in KINDS:
        kinds.cells.append(nbformat.v4.new_code_cell(source, metadata={"tags": ["raises-exception"]}))
    nbformat.write(kinds, folder / "kinds.ipynb")
    with jupyterlab(folder, tmp_path_factory.mktemp("log") / "jupyterlab.log") as address:
        yield address


@pytest.fixture
def page(browser, lab, request):
    """The published notebook, open in JupyterLab, its kernel idle."""
    yield from opened(browser, lab, request, "regan.ipynb")


@pytest.fixture
def kinds(browser, lab, request):
    """The notebook of all kinds of outputs, open in JupyterLab, its kernel idle."""
    yield from opened(browser, lab, request, "kinds.ipynb")


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=[
                *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
                *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            ],
        )
        yield browser
        browser.close()


def opened(browser, lab, request, name: str):
    page = browser.new_page(viewport={"width": WIDTH, "height": 900})
    page.set_default_timeout(60 * SECOND)
    expect.set_options(timeout=60 * SECOND)
    page.goto(f"{lab}lab/tree/{name}?reset")
    wait_until_idle(page)
    yield page
    if folder := screenshot_folder():
        page.screenshot(path=folder / f"{request.node.name}-end.png")
    page.close()


def wait_until_idle(page):
    """Asks the session itself: the indicator beside the kernel's name is idle even before there is a kernel."""
    page.wait_for_function("window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'")


def run_all(page):
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    # Every prompt shows a number: none is left unrun "[ ]:" or running "[*]:".
    page.wait_for_function(
        """() => {
            const prompts = [...document.querySelectorAll('.jp-Notebook .jp-CodeCell .jp-InputPrompt')];
            return prompts.length > 0 && prompts.every(p => /^\\[\\d+\\]:$/.test(p.textContent.trim()));
        }""",
        timeout=60 * SECOND,
    )
    wait_until_idle(page)


def screenshot_folder() -> pathlib.Path | None:
    if not (given := os.environ.get("REGAN_SCREENSHOTS")):
        return None
    folder = pathlib.Path(given)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def screenshots(page, name: str):
    """Keeps pictures of the whole notebook in the light and the dark theme, where a folder for them is given."""
    if not (folder := screenshot_folder()):
        return
    page.evaluate("window.jupyterapp.commands.execute('application:toggle-left-area')")
    expect(page.locator("#jp-left-stack")).to_be_hidden()
    # The notebook scrolls inside the page, so the window must be as tall as its content.
    height = page.evaluate("[...document.querySelectorAll('.jp-Notebook .jp-Cell')].reduce((h, e) => h + e.offsetHeight, 0)")
    page.set_viewport_size({"width": WIDTH, "height": height + 200})
    for theme in ("Dark", "Light"):
        page.evaluate(f"window.jupyterapp.commands.execute('apputils:change-theme', {{theme: 'JupyterLab {theme}'}})")
        expect(page.locator("body")).to_have_attribute("data-jp-theme-name", f"JupyterLab {theme}")
        expect(page.locator("#jupyterlab-splash")).to_have_count(0)
        page.screenshot(path=folder / f"{name}-{theme.lower()}.png")


def test_the_published_notebook_shows_its_tables_and_charts(page):
    run_all(page)
    outputs = page.locator(".jp-Notebook .jp-OutputArea-output")
    failures = page.locator('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"]')
    assert failures.all_inner_texts() == []
    tables = outputs.locator("table")
    assert tables.count() > 0
    for table in tables.all():
        expect(table).to_be_visible()

    charts = outputs.locator('img[src^="data:image/svg+xml"], svg')
    assert charts.count() > 0
    for chart in charts.all():
        expect(chart).to_be_visible()
        box, column = chart.bounding_box(), page.locator(".jp-Notebook").bounding_box()
        assert box["width"] > 100 and box["height"] > 50
        assert box["x"] + box["width"] <= column["x"] + column["width"], "a chart is wider than the notebook"
    broken = charts.evaluate_all("all => all.filter(e => e.tagName === 'IMG' && e.naturalWidth === 0).length")
    assert broken == 0, "a chart is not valid SVG"
    screenshots(page, "regan")


def test_tab_completes_and_shift_tab_explains(page):
    type_into_new_cell(page, 'import "strings"').press("Shift+Enter")
    page.keyboard.type("strings.ToLowerS")
    page.keyboard.press("Tab")
    expect(page.locator(".jp-Completer")).to_contain_text("ToLowerSpecial")
    page.keyboard.press("Enter")
    cell = page.locator(".jp-Notebook .jp-Cell.jp-mod-active")
    expect(cell.locator(".cm-content")).to_have_text("strings.ToLowerSpecial")
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".jp-Tooltip")).to_contain_text("func ToLowerSpecial")


def test_the_interrupt_button_stops_a_loop(page):
    type_into_new_cell(page, "for {}").press("Control+Enter")
    cell = page.locator(".jp-Notebook .jp-Cell.jp-mod-active")
    expect(cell.locator(".jp-InputPrompt")).to_have_text("[*]:")
    page.evaluate("window.jupyterapp.commands.execute('notebook:interrupt-kernel')")
    expect(cell.locator(".jp-OutputArea-output")).to_contain_text("KeyboardInterrupt")
    expect(cell.locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]:"))
    wait_until_idle(page)


def type_into_new_cell(page, source: str):
    """Adds a cell at the end of the notebook and types into it; returns its editor."""
    page.evaluate(
        """async () => {
            const run = (id) => window.jupyterapp.commands.execute(id);
            await run('notebook:move-cursor-down');
            const notebook = window.jupyterapp.shell.currentWidget.content;
            notebook.activeCellIndex = notebook.widgets.length - 1;
            await run('notebook:insert-cell-below');
            await run('notebook:enter-edit-mode');
        }"""
    )
    editor = page.locator(".jp-Notebook .jp-Cell.jp-mod-active .cm-content")
    editor.click()
    page.keyboard.type(source)
    return editor


def test_every_kind_of_output_is_shown(kinds):
    run_all(kinds)
    texts = [cell.inner_text() for cell in kinds.locator(".jp-Notebook .jp-CodeCell .jp-Cell-outputArea").all()]
    for wanted in ("{Name:G1 Size:[4 4] Rate:0.1}", "to standard error", "bold, italic and", "4 of 4", "index out of range", "undefined: undefined"):
        assert any(wanted in text for text in texts), (wanted, texts)
    assert kinds.locator(".jp-OutputArea-output progress").count() == 1, "each update has replaced the one before"
    screenshots(kinds, "kinds")


def test_restart_and_run_all_starts_from_nothing(kinds):
    run_all(kinds)
    pid = kinds.locator(".jp-CodeCell .jp-OutputArea-executeResult .jp-OutputArea-output").first
    before = pid.inner_text()
    assert re.fullmatch(r"\d+\s*", before)
    kinds.evaluate("void window.jupyterapp.commands.execute('notebook:restart-run-all')")
    kinds.get_by_role("button", name="Confirm Kernel Restart").click()
    expect(pid).not_to_have_text(before.strip())
    expect(pid).to_have_text(re.compile(r"^\d+$"))
    prompts = kinds.locator(".jp-CodeCell .jp-InputPrompt")
    expect(prompts.last).to_have_text(f"[{len(KINDS)}]:")
    assert prompts.all_inner_texts() == [f"[{i + 1}]:" for i in range(len(KINDS))]


def test_contextual_help_follows_the_cursor(page):
    page.evaluate("window.jupyterapp.commands.execute('inspector:open')")
    help = page.locator(".jp-Inspector-content")
    type_into_new_cell(page, 'import "strings"').press("Shift+Enter")
    page.keyboard.type("strings.ToUpper")
    expect(help).to_contain_text("func ToUpper(s string) string")
    page.keyboard.type('("a"); strings.Repeat')
    expect(help).to_contain_text("func Repeat(s string, count int) string")


DEBUGGED = """\
func square(n int) int {
	result := n * n
	return result
}

names := []string{"ada", "grace"}
side := square(4)
fmt.Println("area", side)"""


def test_the_debugger_stops_a_cell_and_shows_its_variables(page):
    fill_new_cell(page, DEBUGGED)
    cell = page.locator(".jp-Notebook .jp-Cell.jp-mod-active")
    page.locator(".jp-DebuggerBugButton").click()
    expect(page.locator(".jp-NotebookPanel[data-jp-debugger=true]")).to_be_visible()
    panel = page.locator(".jp-DebuggerSidebar")
    expect(panel).to_be_visible()
    variables = panel.locator(".jp-DebuggerVariables-body:not(.lm-mod-hidden)")

    # A breakpoint on the third line: a click beside it.
    cell.locator(".cm-breakpoint-gutter .cm-gutterElement").nth(3).click()
    expect(panel.locator(".jp-DebuggerBreakpoint")).to_have_count(1)
    command(page, "notebook:run-cell")
    stopped_line = cell.locator(".jp-DebuggerEditor-highlight")
    expect(stopped_line).to_contain_text("return result")
    expect(panel.locator(".jp-DebuggerCallstackFrame").first).to_contain_text("square")
    expect(variables).to_contain_text("result")
    expect(variables).to_contain_text("16")
    picture(page, "debugger-stopped")

    # Out of the function, over a line, and on.
    command(page, "debugger:stepOut")
    expect(stopped_line).to_contain_text("fmt.Println")
    expect(variables).to_contain_text('[]string ["ada" "grace"]')
    expect(variables).to_contain_text("side")
    variables.locator("jp-tree-item", has_text="names").locator(".jp-DebuggerVariables-name").first.click()
    expect(variables).to_contain_text("[1]")
    picture(page, "debugger-stepped")
    command(page, "debugger:continue")
    stdout = cell.locator('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stdout"]')
    expect(stdout).to_contain_text("area 16")
    wait_until_idle(page)
    expect(stopped_line).to_have_count(0)

    # The variables are there when nothing is stopped.
    expect(variables).to_contain_text("side")
    picture(page, "debugger-variables")
    page.locator(".jp-DebuggerBugButton").click()
    expect(page.locator(".jp-NotebookPanel[data-jp-debugger=true]")).to_have_count(0)


def command(page, name: str):
    """Begins a command. It does not wait for its end: a cell that stops has none."""
    page.evaluate("name => { window.jupyterapp.commands.execute(name) }", name)


def picture(page, name: str):
    if folder := screenshot_folder():
        page.screenshot(path=folder / f"{name}.png")


def fill_new_cell(page, source: str):
    """Adds a cell with a source at the end of the notebook. The editor would indent and close brackets as somebody types."""
    type_into_new_cell(page, "")
    page.evaluate("source => window.jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.setSource(source)", source)
