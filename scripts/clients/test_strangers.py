"""Who reaches the ports without the key costs little and disturbs nobody; who has it may come and go."""

import socket
import struct
import time


GREETING = b"\xff\0\0\0\0\0\0\0\x01\x7f\x03\0NULL" + bytes(48)
CONNECTIONS = 1500
LONG = 512 << 20  # bytes, the longest message that a kernel takes


def ready(kind: bytes) -> bytes:
    body = b"\x05READY\x0bSocket-Type" + struct.pack(">I", len(kind)) + kind
    return bytes([4, len(body)]) + body


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def descriptors(kernel) -> int:
    return kernel.process.num_fds()


def test_a_flood_of_connections_is_bounded_and_the_client_is_answered(own_kernel):
    own_kernel.ok("kept := 41")
    before, memory = descriptors(own_kernel), own_kernel.process.memory_info().rss
    ports = [own_kernel.client.shell_port, own_kernel.client.iopub_port, own_kernel.client.hb_port]
    strangers = []
    try:
        for i in range(CONNECTIONS):
            stranger = connect(ports[i % len(ports)])
            if i % 5 == 1:
                stranger.sendall(GREETING[: i % 60])
            elif i % 5 == 2:
                stranger.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" * 3)
            strangers.append(stranger)
            if i % 100 == 0:
                assert own_kernel.ok("kept + 1").value == "42"
        assert own_kernel.ok("kept + 1").value == "42"
        assert descriptors(own_kernel) < before + 200
        assert own_kernel.process.memory_info().rss < memory + (64 << 20)
    finally:
        for stranger in strangers:
            stranger.close()


def test_long_messages_without_an_end_fill_no_memory(own_kernel):
    own_kernel.ok("kept := 41")
    strangers = [connect(own_kernel.client.shell_port) for _ in range(20)]
    part = bytes(16 << 20)
    try:
        for stranger in strangers:  # 20 times 128 MiB, if all were taken
            try:
                stranger.sendall(GREETING + ready(b"DEALER") + b"\x02" + struct.pack(">Q", LONG))
                for _ in range(8):
                    stranger.sendall(part)
            except OSError:
                pass  # cut off, as it should be
        assert own_kernel.ok("kept + 1").value == "42"
        assert own_kernel.process.memory_info().rss < 1.5 * (1 << 30)
    finally:
        for stranger in strangers:
            stranger.close()


def test_clients_come_and_go_without_a_trace(own_kernel):
    own_kernel.ok("kept := 41")
    threads, before = own_kernel.process.num_threads(), descriptors(own_kernel)
    room = 10  # for what the kernel opens late, such as its history; thirty clients have 150 connections
    for _ in range(30):
        client = own_kernel.manager.blocking_client()
        client.start_channels()
        client.wait_for_ready(timeout=20)
        reply = client.execute_interactive("kept + 1", timeout=20, output_hook=lambda message: None)
        assert reply["content"]["status"] == "ok"
        client.stop_channels()
    deadline = time.monotonic() + 20
    while descriptors(own_kernel) > before + room and time.monotonic() < deadline:
        time.sleep(0.05)
    assert descriptors(own_kernel) <= before + room
    assert own_kernel.process.num_threads() < threads + 20
    assert own_kernel.ok("kept + 1").value == "42"
