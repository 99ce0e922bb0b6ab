"""A busy meeting, for ten minutes: fifty open pages while a delivery is published every minute.

    python -m benchmarks.soak [--minutes 10] [--sessions 50]

Each session asks for another page every three seconds or so, over a websocket as a browser opens
it. Prints the time between asking and the last message, exceptions on pages, the exit codes of the
deliveries, and the memory of the server after each minute; ends with 1 when a page failed or a
delivery was not published.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.rerun import PAGES, Server, served
from lcdata.config import read_settings
from lcdata.release import prepare_demo

SAMPLE = Path("sample_data/deliveries/alferink")
THINK = 3.0
"""Seconds between two choices of one visitor, on average."""

MINUTE = 60.0


@dataclass
class Soak:
    """What fifty sessions saw.

    Attributes:
        taken: milliseconds of each run of a page, with the minute it fell in.
        failed: what pages said when they failed.
    """

    until: float
    began: float = field(default_factory=time.monotonic)
    taken: list[tuple[int, float]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def visit(self, port: int, number: int) -> None:
        """One session, from page to page until the end; what goes wrong is kept."""
        draw = random.Random(number)
        address = f"ws://localhost:{port}/_stcore/stream"
        try:
            with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None) as stream:
                time.sleep(draw.uniform(0, THINK))
                while time.monotonic() < self.until:
                    self._turn(stream, *draw.choice(list(PAGES.items())))
                    time.sleep(draw.uniform(0.5, 1.5) * THINK)
        except Exception as fault:
            self.failed.append(f"session {number}: {fault!r}")

    def _turn(self, stream: ClientConnection, page: str, viewer: str) -> None:
        ask = BackMsg()
        ask.rerun_script.page_name = "" if page == "overview" else page
        ask.rerun_script.query_string = f"viewer={viewer}"
        begin = time.perf_counter()
        stream.send(ask.SerializeToString())
        told = ForwardMsg()
        while told.WhichOneof("type") != "script_finished":
            told = ForwardMsg.FromString(stream.recv(MINUTE, decode=False))
            if told.delta.new_element.HasField("exception"):
                self.failed.append(f"{page}: {told.delta.new_element.exception.message}")
        minute = int((time.monotonic() - self.began) / MINUTE)
        self.taken.append((minute, (time.perf_counter() - begin) * 1000))


def deliver(folder: Path, data: Path, number: int) -> int:
    """Delivers the sample of a company once more, a minute newer and a mark poorer; exit code."""
    export = folder / str(number)
    shutil.copytree(SAMPLE, export)
    head = export / "delivery.csv"
    told = head.read_text(encoding="utf-8")
    moment = re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", told)
    assert moment, "the sample says when it was exported"
    newer = dt.datetime.fromisoformat(moment[0]) + dt.timedelta(minutes=number)
    head.write_text(told.replace(moment[0], f"{newer:%Y-%m-%d %H:%M}"), encoding="utf-8")
    marks = export / "attendance.csv"
    lines = marks.read_text(encoding="utf-8").splitlines(keepends=True)
    marks.write_text("".join(lines[:-number]), encoding="utf-8")
    command = [sys.executable, "-c", "from lcdata.cli import app; app()", "deliver", str(export)]
    return subprocess.run(
        [*command, "--data", str(data)], check=False, stdout=subprocess.DEVNULL
    ).returncode


def megabytes(server: Server) -> float:
    """What the server holds of the memory."""
    told = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", told)[0]) / 1024


def main() -> None:
    """Prints a line a minute and the whole at the end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--sessions", type=int, default=50)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        prepare_demo(read_settings(data=data))
        with served("server.py", str(data)) as server:
            soak = Soak(until=time.monotonic() + given.minutes * MINUTE)
            visitors = [
                threading.Thread(target=soak.visit, args=(server.port, number))
                for number in range(given.sessions)
            ]
            for visitor in visitors:
                visitor.start()
            held, codes = [], []
            for minute in range(given.minutes):
                codes.append(deliver(Path(folder), data, minute + 1))
                time.sleep(max(0.0, soak.began + (minute + 1) * MINUTE - time.monotonic()))
                held.append(megabytes(server))
                times = [spent for when, spent in soak.taken if when == minute]
                print(said(f"minute {minute + 1}", times), f"{held[-1]:8.0f} MB", flush=True)
            for visitor in visitors:
                visitor.join()
    print(said("together", [spent for _, spent in soak.taken]))
    growth = held[-1] - held[0]
    print(
        f"memory from the first minute to the last: {growth:+.0f} MB; deliveries ended with {codes}"
    )
    for fault in soak.failed:
        print(fault)
    sys.exit(1 if soak.failed or any(code > 1 for code in codes) else 0)


def said(name: str, times: list[float]) -> str:
    """One line: how many runs, the median and the 95th percentile in milliseconds."""
    middle, high = np.percentile(times, [50, 95]) if times else (0.0, 0.0)
    return f"{name:12}{len(times):6} runs, p50 {middle:6.0f} ms, p95 {high:6.0f} ms"


if __name__ == "__main__":
    main()
