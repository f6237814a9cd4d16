"""A cell that eats all memory."""

import psutil
import pytest


@pytest.mark.skipif(not psutil.LINUX, reason="elsewhere the default is no limit: the machine is not asked how much it has")
def test_a_cell_that_wants_more_than_the_machine_has_ends_alone(own_kernel):
    front, total = own_kernel.process, psutil.virtual_memory().total
    result = own_kernel.run(f"big := make([]byte, {total // 10 * 9})\nfor {{ big[0]++ }}")  # never touched, so never resident
    assert result.reply["status"] == "error"
    assert "out of memory" in result.reply["evalue"]
    assert own_kernel.ok("6 * 7").value == "42"
    assert own_kernel.process == front
