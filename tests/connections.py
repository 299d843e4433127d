"""Shows that nothing leaves this machine: ``python tests/connections.py`` (as root, with strace).

In a network of its own that has nothing but loopback, letters are indexed and asked about, the
HTTP interface is called, and a question is asked in the chat in a real browser. Every address to
which a process of the program connects or sends is printed; one of another machine is an error.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from browsing import chromium

from ui import texts

WMO = [sys.executable, "-c", "import sys; from ui.main import main; sys.exit(main())"]
LETTERS = Path(__file__).parents[1] / "corpus" / "examples" / "letters"
QUESTION = "Wat kost een rit met de regiotaxi?"
CALLS = ["connect", "sendto", "sendmsg"]
ADDRESS = re.compile(r'sa_family=AF_INET6?,.*?(?:inet_addr\("|inet_pton\(AF_INET6, ")([^"]+)"')
PORT = 7862
_FLAGS, _UP = 0x8914, 0x1  # SIOCSIFFLAGS and IFF_UP of Linux


def loopback_up() -> None:
    """Switch on the one interface of a new network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh", b"lo", _UP)
        fcntl.ioctl(any_socket, _FLAGS, request)


def traced(call: list[str], log: Path) -> subprocess.Popen[bytes]:
    """Start the program with its connections written to a file."""
    tracer = ["strace", "-f", "-qq", "-e", f"trace={','.join(CALLS)}", "-o", str(log)]
    return subprocess.Popen([*tracer, *WMO, *call], stdout=subprocess.DEVNULL)


def while_served(call: list[str], log: Path, use: Callable[[str], None]) -> int:
    """Use the program while it serves."""
    process = traced([*call, "--port", str(PORT)], log)
    address = f"http://127.0.0.1:{PORT}"
    for _ in range(600):
        try:
            httpx.get(f"{address}/ready", timeout=60).raise_for_status()
            break
        except httpx.HTTPError:
            time.sleep(0.2)
    use(address)
    subprocess.run(["pkill", "-INT", "-P", str(process.pid)], check=True)
    process.wait(60)
    return 0


def call_api(address: str) -> None:
    """Search, ask and list over HTTP."""
    for path in ("search", "ask", "timeline"):
        answer = httpx.get(f"{address}/v1/{path}", params={"question": QUESTION}, timeout=120)
        answer.raise_for_status()
    httpx.get(f"{address}/v1/letters", timeout=60).raise_for_status()


def use_chat(address: str) -> None:
    """Ask a question in the chat."""
    with chromium() as browser:
        page = browser.new_page()
        page.goto(address)
        page.get_by_label(texts.QUESTION_LABEL).fill(QUESTION)
        page.locator("#wmo-ask button.primary").click()
        page.locator("#wmo-latest h2").wait_for(timeout=60_000)


def addresses(log: Path) -> Counter[str]:
    """Return to which addresses was connected or sent, and how often."""
    return Counter(ADDRESS.findall(log.read_text(errors="replace")))


def main() -> int:
    """Trace each way to use the program."""
    if "--inside" not in sys.argv:
        for needed in ("strace", "unshare"):
            if not shutil.which(needed):
                sys.exit(f"{needed} is needed and not installed")
        again = [sys.executable, __file__, "--inside"]
        return subprocess.run(["unshare", "--net", *again], check=False).returncode
    loopback_up()
    elsewhere = 0
    with TemporaryDirectory() as scratch:
        index, log = str(Path(scratch) / "index"), Path(scratch) / "calls"
        ways: dict[str, Callable[[], int]] = {
            "wmo index": lambda: traced(["index", str(LETTERS), "--index", index], log).wait(),
            "wmo ask": lambda: traced(["ask", QUESTION, "--index", index], log).wait(),
            "wmo serve": lambda: while_served(["serve", "--index", index], log, call_api),
            "wmo chat": lambda: while_served(["chat", "--index", index], log, use_chat),
        }
        for name, way in ways.items():
            code = way()
            found = addresses(log)
            print(f"{name}: ended with {code}; connected to {dict(found) or 'nothing'}", flush=True)
            own = sum(count for at, count in found.items() if at == "::1" or at[:4] == "127.")
            elsewhere += found.total() - own
    print(f"{elsewhere} connections to other machines")
    return 1 if elsewhere else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(Path(__file__).parents[1]))
    raise SystemExit(main())
