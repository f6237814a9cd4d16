"""Subshells (JEP 91), as JupyterLab and ipykernel's clients use them."""

import pytest


def control(driver, msg_type: str, content: dict | None = None) -> dict:
    session, channel = driver.client.session, driver.client.control_channel
    request = session.msg(msg_type + "_request", content or {})
    channel.send(request)
    reply = channel.get_msg(timeout=5)
    assert reply["msg_type"] == msg_type + "_reply"
    assert reply["parent_header"]["msg_id"] == request["header"]["msg_id"]
    driver.until_idle(request["header"]["msg_id"])
    return reply["content"]


def ask(driver, subshell: str, msg_type: str, content: dict) -> dict:
    request = driver.client.session.msg(msg_type, content)
    request["header"]["subshell_id"] = subshell
    driver.client.shell_channel.send(request)
    driver.until_idle(request["header"]["msg_id"], deadline=5)
    return driver.reply(request["header"]["msg_id"], deadline=5)


@pytest.fixture
def subshell(kernel):
    reply = control(kernel, "create_subshell")
    assert reply["status"] == "ok"
    yield reply["subshell_id"]
    assert control(kernel, "delete_subshell", {"subshell_id": reply["subshell_id"]})["status"] == "ok"


def test_the_kernel_says_that_it_has_subshells(kernel):
    request = kernel.client.kernel_info()
    assert "kernel subshells" in kernel.reply(request)["supported_features"]
    kernel.until_idle(request)


def test_subshells_are_listed(kernel, subshell):
    assert control(kernel, "list_subshell") == {"status": "ok", "subshell_id": [subshell]}


def test_a_subshell_answers_while_both_cores_burn(kernel, subshell):
    kernel.ok("answerToAll := 42")
    cell = kernel.send('import "fmt"\ngo func() { for {} }()\nfmt.Println("burning")\nfor {}')
    kernel.iopub_until(cell, lambda m: m["msg_type"] == "stream")
    assert ask(kernel, subshell, "kernel_info_request", {})["status"] == "ok"
    complete = ask(kernel, subshell, "complete_request", {"code": "answerTo", "cursor_pos": 8})
    assert complete["matches"] == ["answerToAll"]
    inspect = ask(kernel, subshell, "inspect_request", {"code": "answerToAll", "cursor_pos": 3, "detail_level": 0})
    assert inspect["found"]
    assert kernel.client.is_alive() and kernel.client.hb_channel.is_beating()
    usage = control(kernel, "usage")
    assert usage["pid"] == kernel.process.pid and usage["kernel_memory"] > 10 << 20
    kernel.manager.interrupt_kernel()
    assert kernel.reply(cell, deadline=5)["ename"] == "KeyboardInterrupt"
    kernel.until_idle(cell)
    assert kernel.ok("answerToAll").value == "42"
