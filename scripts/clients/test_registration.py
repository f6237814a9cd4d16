"""Start-up by a registration file (JEP 66). jupyter_client has no launcher for it yet, so that this test is one."""

import json
import subprocess
import uuid

import jupyter_client
import pytest
import zmq
from jupyter_client.session import Session

PORTS = ("shell_port", "control_port", "stdin_port", "iopub_port", "hb_port")


@pytest.fixture
def launcher(regan, tmp_path):
    """A ROUTER that waits for a kernel, the file that tells the kernel of it, and the kernel."""
    key = uuid.uuid4().hex
    with zmq.Context() as context, context.socket(zmq.ROUTER) as router:
        router.linger = 0
        port = router.bind_to_random_port("tcp://127.0.0.1")
        file = tmp_path / "registration.json"
        file.touch(mode=0o600)
        file.write_text(
            json.dumps(
                {
                    "kernel_id": "k1",
                    "transport": "tcp",
                    "registration_ip": "127.0.0.1",
                    "registration_port": port,
                    "signature_scheme": "hmac-sha256",
                    "key": key,
                }
            )
        )
        kernel = subprocess.Popen([regan, "kernel", file], stderr=subprocess.PIPE, text=True)
        yield router, Session(key=key.encode()), kernel
        kernel.kill()
        kernel.communicate()


def registered(router, session) -> tuple[bytes, dict]:
    assert router.poll(20_000)
    identity, delimiter, signature, content = router.recv_multipart()
    assert delimiter == b"<IDS|MSG>"
    assert signature == session.sign([content])
    return identity, json.loads(content)


def test_the_kernel_tells_its_ports_and_serves_them(launcher):
    router, session, kernel = launcher
    identity, content = registered(router, session)
    assert content["kernel_id"] == "k1"
    assert all(isinstance(content[name], str) for name in PORTS)
    ports = {name: int(content[name]) for name in PORTS}
    assert len(set(ports.values())) == 5
    router.send_multipart([identity, b"<IDS|MSG>", session.sign([b"ACK"]), b"ACK"])

    client = jupyter_client.BlockingKernelClient()
    client.load_connection_info({"transport": "tcp", "ip": "127.0.0.1", "signature_scheme": "hmac-sha256", "key": session.key, **ports})
    client.start_channels()
    client.wait_for_ready(timeout=20)
    reply = client.execute_interactive("6 * 7", timeout=20, output_hook=lambda m: None)
    assert reply["content"]["status"] == "ok"
    client.shutdown()
    assert kernel.wait(10) == 0
    client.stop_channels()


def test_a_launcher_that_cannot_sign_ends_the_kernel(launcher):
    router, session, kernel = launcher
    identity, _ = registered(router, session)
    router.send_multipart([identity, b"<IDS|MSG>", b"0" * 64, b"ACK"])
    assert kernel.wait(10) != 0
    assert "does not acknowledge the kernel" in kernel.stderr.read()
