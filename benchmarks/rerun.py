"""How long a page takes, beside an empty Streamlit page with one chart in the same run.

python -m benchmarks.rerun

Server: milliseconds between asking for a rerun and its last message, over a websocket as a browser
opens it, per page; and the processor time the server spent on one, which a busy machine changes
less (read from /proc, so on Linux only). Browser: from a choice, and from opening a page the server
has shown before, to the last change in it, as ratios to the empty page.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from playwright.sync_api import BrowserContext, Page, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from lcdata.config import read_settings
from lcdata.release import prepare_demo

ROOT = Path(__file__).parents[1]
RERUNS, TURNS = 100, 8
LEADER, FACILITATOR = "leader", "facilitator:alferink/c1,alferink/c2,alferink/c3"
PAGES: Mapping[str, str] = {
    "overview": LEADER,
    "company": LEADER,
    "participation": LEADER,
    "sprint_progress": LEADER,
    "outcomes": LEADER,
    "design_principles": LEADER,
    "overarching": LEADER,
    "attendance": FACILITATOR,
    "deliveries": LEADER,
    "indicators": LEADER,
}
CHOICES = ("company", "participation", "sprint_progress", "outcomes", "design_principles")
QUIET = 800
"""Milliseconds without a change after which a page counts as drawn."""

WATCH = """
window.drawn = 0;
new MutationObserver(seen => {
  if (seen.some(one => one.target.parentElement?.closest('.stMain'))) drawn = performance.now();
}).observe(document, {subtree: true, childList: true, characterData: true});
"""
SETTLED = f"() => window.drawn && performance.now() - window.drawn > {QUIET}"


@dataclass(frozen=True)
class Server:
    """A running server: where it listens and its process."""

    port: int
    pid: int

    def spent(self) -> float:
        """Milliseconds of processor time so far, of the user and of the system."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Prints the figures of every page."""
    with tempfile.TemporaryDirectory() as folder:
        prepare_demo(read_settings(data=Path(folder)))
        with served("server.py", folder) as ours, served("benchmarks/empty_page.py") as empty:
            print(f"{'server rerun':24}{'p50 ms':>8}{'p95 ms':>8}{'cpu ms':>8}")
            print(said("empty page", *reruns(empty, "", "")))
            for page, viewer in PAGES.items():
                print(said(page, *reruns(ours, page, viewer)))
            print(f"{'browser':24}{'load':>8}{'choice':>8}   (x the empty page)", flush=True)
            for line in seen_in_browser(ours.port, empty.port):
                print(line)


def said(name: str, taken: Sequence[float], spent: float) -> str:
    """One line: median and 95th percentile of the time taken, mean processor time."""
    middle, high = np.percentile(taken, [50, 95])
    return f"{name:24}{middle:8.1f}{high:8.1f}{spent:8.1f}"


@contextmanager
def served(app: str, data: str = "") -> Iterator[Server]:
    """A Streamlit server of its own, as the dashboard is started; until the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    flags = (f"--server.port={port}", "--server.headless=true", "--server.fileWatcherType=none")
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", app, *flags],
        cwd=ROOT,
        env=os.environ | {"LCDATA_DATA": data, "LCDATA_LOCAL_ONLY": "true"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _attempt in range(200):
            time.sleep(0.1)
            try:
                urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=2).close()
                break
            except OSError:
                continue
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def reruns(server: Server, page: str, viewer: str) -> tuple[list[float], float]:
    """Milliseconds of each rerun of a page in one session, and of the processor for one."""
    ask = BackMsg()
    ask.rerun_script.page_name = page
    ask.rerun_script.query_string = f"viewer={viewer}" if viewer else ""
    address = f"ws://localhost:{server.port}/_stcore/stream"
    with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None) as session:
        for _warm in range(5):
            one_run(session, ask)
        before = server.spent()
        taken = [one_run(session, ask) for _time in range(RERUNS)]
        return taken, (server.spent() - before) / RERUNS


def one_run(session: ClientConnection, ask: BackMsg) -> float:
    """Milliseconds between asking for a run and its end."""
    begin = time.perf_counter()
    session.send(ask.SerializeToString())
    told = ForwardMsg()
    while told.WhichOneof("type") != "script_finished":
        message = session.recv(timeout=60)
        told = ForwardMsg.FromString(message if isinstance(message, bytes) else message.encode())
    return (time.perf_counter() - begin) * 1000


def seen_in_browser(ours: int, empty: int) -> Iterator[str]:
    """Per page how many times the empty page's loading and choosing take, turn by turn."""
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1440, "height": 1000})
        context.add_init_script(WATCH)
        beside = f"http://localhost:{empty}/"
        for name, viewer in PAGES.items():
            path = "" if name == "overview" else name
            address = f"http://localhost:{ours}/{path}?viewer={viewer}"
            said = f"{name:24}{ratio(loading(context, (address, beside))):8.2f}"
            if name in CHOICES:
                said += f"{ratio(choosing(context, (address, beside))):8.2f}"
            yield said
        browser.close()


def ratio(pairs: Sequence[tuple[float, float]]) -> float:
    """The median of the first over that of the second; the first turn only warms up."""
    ours, beside = ([pair[side] for pair in pairs[1:]] for side in (0, 1))
    return statistics.median(ours) / statistics.median(beside)


def loading(context: BrowserContext, addresses: tuple[str, str]) -> list[tuple[float, float]]:
    """Milliseconds from opening each address in a new tab to its last change.

    The browser has opened it before, so that its files need not be fetched.
    """
    return [(_loaded(context, addresses[0]), _loaded(context, addresses[1])) for _ in range(TURNS)]


def _loaded(context: BrowserContext, address: str) -> float:
    page = context.new_page()
    taken = _opened(page, address)
    page.close()
    return taken


def _opened(page: Page, address: str) -> float:
    page.goto(address)
    page.wait_for_function(SETTLED)
    return float(page.evaluate("window.drawn"))


def choosing(context: BrowserContext, addresses: tuple[str, str]) -> list[tuple[float, float]]:
    """Milliseconds from a choice in the last select box of each page to the last change."""
    pages = [context.new_page() for _ in addresses]
    for page, address in zip(pages, addresses, strict=True):
        page.bring_to_front()
        _opened(page, address)
    turns = [(_chosen(pages[0], 1 + n % 2), _chosen(pages[1], 1 + n % 2)) for n in range(TURNS)]
    for page in pages:
        page.close()
    return turns


def _chosen(page: Page, option: int) -> float:
    page.bring_to_front()
    box = page.locator(".stMain [data-testid='stSelectbox'] input").last
    box.scroll_into_view_if_needed()
    page.wait_for_timeout(QUIET)  # what opens closes again when the page scrolls
    box.click()
    wanted = page.get_by_role("option").nth(option)
    wanted.wait_for()
    page.wait_for_timeout(QUIET)
    page.evaluate("window.began = performance.now()")
    wanted.click()
    page.wait_for_function("() => window.drawn > window.began")
    page.wait_for_function(SETTLED)
    return float(page.evaluate("window.drawn - window.began"))


if __name__ == "__main__":
    main()
