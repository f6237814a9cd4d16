"""Completion and explanations as editors ask for them: with cursors behind anything, and many requests at a time."""

import json

import pytest

NAME = "answerToAll"


@pytest.fixture(scope="module")
def session(kernel):
    kernel.ok(f'import "strings"\n{NAME} := 42\ngröße, 変数 := 1, strings.ToUpper("a")')
    return kernel


@pytest.mark.parametrize(
    "before",
    [
        pytest.param('s := "🙂🙂"; ', id="characters beyond the basic plane"),
        pytest.param('s := "é√漢字"\r\n', id="lines that end in CR LF"),
        pytest.param("if true {\r\n\t\t", id="tabs"),
        pytest.param("x :=\u00a0", id="a space that does not break"),
        pytest.param("x := 1\u2028", id="a line separator"),
        pytest.param("\ufeff", id="a byte order mark"),
        pytest.param('s := "' + "é🙂" * 50_000 + '"; ', id="a line of 100,000 characters"),
    ],
)
def test_cursors_count_characters(session, before):
    behind = "\r\n🙂"
    asked = session.client.complete(before + NAME[:8] + behind, len(before) + 8)
    reply = session.reply(asked)
    session.until_idle(asked)
    assert (reply["matches"], reply["cursor_start"], reply["cursor_end"]) == ([NAME], len(before), len(before) + 8)
    asked = session.client.inspect(before + NAME + behind, len(before) + 4)
    assert session.reply(asked)["data"]["text/plain"].startswith(f"var {NAME} int")
    session.until_idle(asked)


@pytest.mark.parametrize("name", ["größe", "変数"])
def test_names_are_completed_whatever_their_letters(session, name):
    asked = session.client.complete("x := " + name[:1], 6)
    reply = session.reply(asked)
    session.until_idle(asked)
    assert name in reply["matches"] and (reply["cursor_start"], reply["cursor_end"]) == (5, 6)


def test_half_a_character_does_no_harm(session):
    """JavaScript's strings can hold one, and JSON can escape it; jupyter_client would not send it."""
    client = session.client.session
    request = client.msg("complete_request")
    content = b'{"code": "s := \\"\\ud83d\\"; answerTo", "cursor_pos": 18}'
    assert len(json.loads(content)["code"]) == 18
    parts = [json.dumps(request["header"], default=str).encode(), b"{}", b"{}", content]
    session.client.shell_channel.socket.send_multipart([b"<IDS|MSG>", client.sign(parts), *parts])
    assert session.reply(request["header"]["msg_id"])["matches"] == [NAME]
    session.until_idle(request["header"]["msg_id"])


def test_many_requests_at_a_time(session):
    """VS Code sends its own cells silent, and asks for completions while it does."""
    count = session.ok("1").reply["execution_count"]
    client, sent = session.client, []
    for i in range(30):
        sent.append(client.execute(f"parallel{i} := {i}", silent=True, store_history=False))
        sent.append(client.complete("strings.To", 10))
        sent.append(client.inspect("strings.ToUpper", 10))
        sent.append(client.comm_info(target_name="jupyter.widget"))
    replies = [session.client.get_shell_msg(timeout=20) for _ in sent]
    assert [r["parent_header"]["msg_id"] for r in replies] == sent, "in the order of the requests"
    assert {r["content"]["status"] for r in replies} == {"ok"}
    session.until_idle(sent[-1])
    result = session.ok("parallel29")
    assert (result.value, result.reply["execution_count"]) == ("29", count + 1)
