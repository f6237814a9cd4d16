"""A kernel with a jupyter_client attached, for tests that say what they send and look at all that comes back."""

import contextlib
import dataclasses
import queue
import re
import time

import jupyter_client
import psutil

DEADLINE = 20.0  # seconds for anything that has no tighter limit of its own: far above what a loaded machine needs


@dataclasses.dataclass
class Result:
    """All that a client sees of one execute_request."""

    reply: dict  # the content of execute_reply
    messages: list[dict]  # what iopub carried between busy and idle, both left out

    def of_type(self, msg_type: str) -> list[dict]:
        return [m["content"] for m in self.messages if m["msg_type"] == msg_type]

    def stream(self, name: str) -> str:
        return "".join(c["text"] for c in self.of_type("stream") if c["name"] == name)

    @property
    def value(self) -> str | None:
        """The text/plain form of the last expression."""
        results = self.of_type("execute_result")
        return results[0]["data"]["text/plain"] if results else None

    @property
    def traceback(self) -> str:
        """The reply's traceback without its colours."""
        return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(self.reply["traceback"]))


class Driver:
    """Starts a kernel by its installed name. A context manager: the kernel is gone at its end."""

    def __init__(self, name: str):
        self.manager, self.client = jupyter_client.manager.start_new_kernel(kernel_name=name)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)

    @property
    def process(self) -> psutil.Process:
        return psutil.Process(self.manager.provisioner.pid)

    def processes(self) -> list[psutil.Process]:
        """The kernel and all that it has started."""
        return [self.process, *self.process.children(recursive=True)]

    def send(self, code: str, **options) -> str:
        """Sends an execute_request and returns its id."""
        return self.client.execute(code, allow_stdin=False, **options)

    def reply(self, msg_id: str, deadline: float = DEADLINE) -> dict:
        """The content of the reply to a request on shell."""
        return self._until(self.client.get_shell_msg, msg_id, lambda m: True, deadline)[-1]["content"]

    def iopub_until(self, msg_id: str, wanted, deadline: float = DEADLINE) -> list[dict]:
        """What iopub carries for a request, up to the first message for which wanted(message) holds."""
        return self._until(self.client.get_iopub_msg, msg_id, wanted, deadline)

    def until_idle(self, msg_id: str, deadline: float = DEADLINE) -> list[dict]:
        return self.iopub_until(msg_id, lambda m: m["content"].get("execution_state") == "idle", deadline)

    def run(self, code: str, **options) -> Result:
        """Runs a cell to its end, failed or not."""
        msg_id = self.send(code, **options)
        messages = self.until_idle(msg_id)
        assert messages[0]["content"] == {"execution_state": "busy"}, messages[0]
        return Result(self.reply(msg_id), messages[1:-1])

    def ok(self, code: str) -> Result:
        """Runs a cell that must succeed."""
        result = self.run(code)
        assert result.reply["status"] == "ok", result.reply
        return result

    def _until(self, get, msg_id, wanted, deadline):
        end = time.monotonic() + deadline
        seen = []
        while True:
            left = end - time.monotonic()
            with contextlib.suppress(queue.Empty):
                message = get(timeout=max(left, 0.001))
                parent = message["parent_header"]
                # The manager numbers the requests for interrupts that it sends by itself, with the client's session.
                if parent.get("msg_id") == msg_id and parent["msg_type"] != "interrupt_request":
                    seen.append(message)
                    if wanted(message):
                        return seen
                continue
            raise AssertionError(f"waited {deadline} s in vain; until then: {[(m['msg_type'], m['content']) for m in seen]}")
