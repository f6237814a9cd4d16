"""Comms through jupyter_client: both sides open them, send with buffers, and are told of the end."""

COUNTER = """import "regan/kernel/comms"
total := 0.0
comms.Register("counter", func(c *comms.Comm, first comms.Message) {
	c.OnMessage(func(m comms.Message) {
		total += m.Data["add"].(float64)
		fmt.Println("adding")
		c.Send(comms.Message{Data: map[string]any{"total": total}, Buffers: m.Buffers})
	})
});"""


def send(driver, msg_type: str, content: dict, buffers=None) -> list[dict]:
    """Sends a message that has no reply; returns what iopub carries for it, busy and idle left out."""
    session = driver.client.session
    message = session.msg(msg_type, content)
    session.send(driver.client.shell_channel.socket, message, buffers=buffers)
    messages = driver.until_idle(message["header"]["msg_id"])
    assert messages[0]["content"] == {"execution_state": "busy"}
    return messages[1:-1]


def open_comms(driver) -> dict:
    return driver.reply(driver.client.comm_info())["comms"]


def test_a_comm_that_the_front_end_opens(own_kernel):
    own_kernel.ok(COUNTER)
    assert send(own_kernel, "comm_open", {"comm_id": "c1", "target_name": "counter", "data": {}}) == []
    assert open_comms(own_kernel) == {"c1": {"target_name": "counter"}}
    stream, answer = send(own_kernel, "comm_msg", {"comm_id": "c1", "data": {"add": 2.5}}, buffers=[b"\x00\xff"])
    assert stream["content"] == {"name": "stdout", "text": "adding\n"}
    assert (answer["msg_type"], answer["content"]) == ("comm_msg", {"comm_id": "c1", "data": {"total": 2.5}})
    assert [bytes(b) for b in answer["buffers"]] == [b"\x00\xff"]
    assert send(own_kernel, "comm_close", {"comm_id": "c1", "data": {}}) == []
    assert open_comms(own_kernel) == {}


def test_an_unknown_target_is_closed(own_kernel):
    (closed,) = send(own_kernel, "comm_open", {"comm_id": "c2", "target_name": "nobody's", "data": {}})
    assert (closed["msg_type"], closed["content"]["comm_id"]) == ("comm_close", "c2")


def test_a_comm_that_a_cell_opens_ends_with_its_process(own_kernel):
    result = own_kernel.ok('import "regan/kernel/comms"\nc, _ := comms.Open("chart", comms.Message{})')
    (opened,) = result.of_type("comm_open")
    assert opened["target_name"] == "chart"
    (closed,) = own_kernel.run('import "os"\nos.Exit(1)').of_type("comm_close")
    assert closed["comm_id"] == opened["comm_id"]
    assert open_comms(own_kernel) == {}
