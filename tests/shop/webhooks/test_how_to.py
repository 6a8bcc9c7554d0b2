"""The lines by which the manual verifies a message do so, in both languages, and refuse what is not the shop's."""

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from modiste.shop.webhooks.events import EVENTS
from modiste.shop.webhooks.signing import shown_secret, signed_headers
from tests.conftest import REPOSITORY, skip_or_fail

PAGE = (REPOSITORY / "docs" / "how-to" / "receive-webhooks.md").read_text()
BODY = '{"type":"webhook.test","data":{"name":"Zoë"}}'.encode()
KEY, OLD = b"k" * 32, b"o" * 32
Verify = Callable[[str, dict[str, str], bytes], bool]


def block(language: str) -> str:
    [found] = re.findall(rf"```{language}\n(.*?)```", PAGE, flags=re.S)
    return str(found)


def in_python(secret: str, headers: dict[str, str], body: bytes) -> bool:
    namespace: dict[str, Any] = {}
    exec(compile(block("python"), "receive-webhooks.md", "exec"), namespace)
    try:
        namespace["verify"](secret, headers, body)
    except ValueError:
        return False
    return True


@pytest.fixture
def in_javascript(tmp_path: Path) -> Verify:
    node = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    if node is None:
        skip_or_fail("no Node on this machine")
    (tmp_path / "verify.mjs").write_text(block("javascript"))
    (tmp_path / "ask.mjs").write_text(
        "import { verify } from './verify.mjs';\n"
        "const [secret, headers, body] = JSON.parse(process.argv[2]);\n"
        "try { verify(secret, headers, Buffer.from(body)); } catch { process.exit(9); }\n"
    )

    def verify(secret: str, headers: dict[str, str], body: bytes) -> bool:
        asked = json.dumps([secret, headers, body.decode()])
        done = subprocess.run(
            [str(node), str(tmp_path / "ask.mjs"), asked], capture_output=True, text=True, check=False
        )
        assert done.returncode in (0, 9), done.stderr
        return done.returncode == 0

    return verify


@pytest.fixture(params=["python", "javascript"])
def verify(request: pytest.FixtureRequest) -> Verify:
    found: Verify = in_python if request.param == "python" else request.getfixturevalue("in_javascript")
    return found


def test_the_manual_takes_the_shops_messages_and_no_others(verify: Verify) -> None:
    secret, now = shown_secret(KEY), int(time.time())
    sent = signed_headers([KEY, OLD], "msg_1", now, BODY)
    assert verify(secret, sent, BODY)
    assert verify(shown_secret(OLD), sent, BODY), "while a secret is changed, both are good"
    assert not verify(shown_secret(b"x" * 32), sent, BODY)
    assert not verify(secret, sent, BODY + b" ")
    assert not verify(secret, sent | {"webhook-id": "msg_2"}, BODY)
    assert not verify(secret, sent | {"webhook-timestamp": str(now + 1)}, BODY)
    assert not verify(secret, sent | {"webhook-signature": sent["webhook-signature"].replace("v1,", "v2,")}, BODY)
    assert not verify(secret, signed_headers([KEY], "msg_1", now - 301, BODY), BODY), "an old message sent again"


def test_the_manual_names_every_event() -> None:
    rows = "".join(re.findall(r"^\| (`[a-z_.`, ]+) \|", PAGE, flags=re.M))
    assert set(re.findall(r"`([a-z_]+\.[a-z_]+)`", rows)) == {*EVENTS, "webhook.test"}
