"""The debugger as jupyter_client carries it: requests on the control channel while a cell runs, events on iopub."""

import itertools
import time

import pytest

from driver import DEADLINE, Driver

CELL = """\
func square(n int) int {
	result := n * n
	return result
}

fmt.Println("before")
side := square(4)
fmt.Println("after", side)"""


class Debugger:
    """The debugger of a driver's kernel."""

    def __init__(self, driver: Driver):
        self.driver = driver
        self.numbers = itertools.count(1)

    def ask(self, command: str, **arguments) -> dict:
        """Sends a request and returns the response, a success or not."""
        content = {"type": "request", "seq": next(self.numbers), "command": command, "arguments": arguments}
        response = self.on_control("debug_request", content, "debug_reply")
        assert response["request_seq"] == content["seq"] and response["command"] == command
        return response

    def on_control(self, msg_type: str, content: dict, reply_type: str) -> dict:
        client = self.driver.client
        message = client.session.msg(msg_type, content)
        client.control_channel.send(message)
        msg_id = message["header"]["msg_id"]
        return self.driver._until(client.get_control_msg, msg_id, lambda m: m["msg_type"] == reply_type, DEADLINE)[-1]["content"]

    def body(self, command: str, **arguments) -> dict:
        response = self.ask(command, **arguments)
        assert response["success"], response
        return response["body"]

    def attach(self):
        self.body("initialize", clientID="test", adapterID="regan", supportsVariableType=True)
        self.body("attach")
        self.body("configurationDone")

    def set_breakpoints(self, code: str, *lines: int) -> list[dict]:
        path = self.body("dumpCell", code=code)["sourcePath"]
        points = [{"line": line} for line in lines]
        return self.body("setBreakpoints", source={"path": path}, breakpoints=points)["breakpoints"]

    def await_event(self, name: str, seen: list[dict] | None = None) -> dict:
        """Waits for an event, and adds all that iopub carries before it to seen."""
        end = time.monotonic() + DEADLINE
        while True:
            message = self.driver.client.get_iopub_msg(timeout=max(end - time.monotonic(), 0.001))
            if message["msg_type"] == "debug_event" and message["content"]["event"] == name:
                return message["content"]["body"]
            if seen is not None:
                seen.append(message)

    def frames(self, thread: int) -> list[dict]:
        return self.body("stackTrace", threadId=thread)["stackFrames"]

    def scope(self, frame: dict, name: str) -> dict[str, str]:
        scopes = {s["name"]: s["variablesReference"] for s in self.body("scopes", frameId=frame["id"])["scopes"]}
        return {v["name"]: v["value"] for v in self.body("variables", variablesReference=scopes[name])["variables"]}


@pytest.fixture
def debugger(own_kernel):
    d = Debugger(own_kernel)
    yield d


def test_the_kernel_says_that_it_has_a_debugger(own_kernel):
    info = own_kernel.client.kernel_info(reply=True, timeout=DEADLINE)["content"]
    assert info["debugger"] and "debugger" in info["supported_features"]
    assert own_kernel.manager.kernel_spec.metadata["debugger"]


def test_variables_are_listed_before_anybody_attaches(debugger):
    assert not debugger.body("debugInfo")["isStarted"]
    assert debugger.body("inspectVariables")["variables"] == []
    debugger.driver.ok('name := "regan"\nn := []int{1, 2, 3}')
    found = debugger.body("inspectVariables")["variables"]
    assert [(v["name"], v["type"], v["value"]) for v in found] == [("n", "[]int", "[1 2 3]"), ("name", "string", '"regan"')]
    elements = debugger.body("variables", variablesReference=found[0]["variablesReference"], start=1, count=1)["variables"]
    assert [(v["name"], v["value"]) for v in elements] == [("[1]", "2")]


def test_a_cell_stops_steps_and_ends(debugger):
    driver = debugger.driver
    debugger.attach()
    info = debugger.body("debugInfo")
    assert info["isStarted"] and info["hashMethod"] == "Murmur2"
    points = debugger.set_breakpoints(CELL, 3)
    assert [(p["verified"], p["line"]) for p in points] == [(True, 3)]
    cell, seen = driver.send(CELL), []
    stop = debugger.await_event("stopped", seen)
    assert stop["reason"] == "breakpoint" and stop["allThreadsStopped"]
    printed = "".join(m["content"]["text"] for m in seen if m["msg_type"] == "stream" and m["content"]["name"] == "stdout")
    assert printed == "before\n", "what was printed before the stop is there when it is told"
    frames = debugger.frames(stop["threadId"])
    assert [(f["name"], f["line"]) for f in frames] == [("square", 3), ("In[1]", 7)]
    assert frames[0]["source"]["path"].startswith(info["tmpFilePrefix"])
    assert debugger.body("source", source={"path": frames[0]["source"]["path"]})["content"] == CELL
    assert debugger.scope(frames[0], "Locals") == {"n": "4", "result": "16"}
    assert debugger.body("debugInfo")["stoppedThreads"] == [stop["threadId"]]

    # The kernel lives meanwhile.
    assert debugger.on_control("kernel_info_request", {}, "kernel_info_reply")["status"] == "ok"
    assert driver.client.hb_channel.is_beating()

    debugger.body("stepOut", threadId=stop["threadId"])
    stop = debugger.await_event("stopped")
    frames = debugger.frames(stop["threadId"])
    assert [(f["name"], f["line"]) for f in frames] == [("In[1]", 8)]
    assert debugger.scope(frames[0], "Globals") == {"side": "16"}
    debugger.body("continue", threadId=stop["threadId"])
    assert driver.reply(cell)["status"] == "ok"
    debugger.body("disconnect")
    assert not debugger.body("debugInfo")["isStarted"]
    assert driver.ok(CELL).stream("stdout") == "before\nafter 16\n"


def test_an_interrupt_ends_a_cell_that_is_stopped(debugger):
    driver = debugger.driver
    debugger.attach()
    debugger.set_breakpoints(CELL, 8)
    cell = driver.send(CELL)
    debugger.await_event("stopped")
    started = time.monotonic()
    driver.manager.interrupt_kernel()
    reply = driver.reply(cell)
    assert time.monotonic() - started < 5
    assert reply["ename"] == "KeyboardInterrupt"
    assert driver.ok("side").value == "16"


def test_a_restart_ends_a_cell_that_is_stopped(debugger):
    driver = debugger.driver
    debugger.attach()
    debugger.set_breakpoints(CELL, 8)
    driver.send(CELL)
    debugger.await_event("stopped")
    driver.manager.restart_kernel()
    driver.client.wait_for_ready(timeout=DEADLINE)
    assert not debugger.body("debugInfo")["isStarted"]
    assert driver.ok("1 + 1").value == "2"


def test_the_death_of_the_process_while_stopped(debugger):
    driver = debugger.driver
    debugger.attach()
    debugger.set_breakpoints(CELL, 8)
    cell = driver.send(CELL)
    debugger.await_event("stopped")
    for child in driver.process.children():
        child.kill()
    assert driver.reply(cell)["ename"] == "KernelWorkerDied"
    assert debugger.body("debugInfo")["stoppedThreads"] == []
    assert driver.run("1 + 1").reply["status"] == "ok"
