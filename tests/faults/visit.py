"""One visitor of the dashboard who uploads a delivery, reads the dry run and delivers it."""

from __future__ import annotations

import io
import threading
import time
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

import httpx
from streamlit.proto.Common_pb2 import UploadedFileInfo
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import WebSocketException

from tests.attacks.streamlit_session import Session, browser, opened, token_of
from tests.unit.ingest.conftest import PLAIN

PAGE, ENGLISH, DELIVER = "deliveries", "language=en", "Deliver"
ACCEPTED = "Delivered. The pages show the new figures."
PART = 64 * 1024
BLANK = (" " * 1000 + "\n") * 1300
"""Blank rows that make a file larger than the megabyte which the web framework holds in memory."""


class Stage(StrEnum):
    """How far a visit is."""

    SENDING = "sending"
    CHECKING = "checking"
    DELIVERING = "delivering"
    TOLD = "told"


@dataclass(frozen=True)
class Handed:
    """A delivery as a browser sends it.

    Attributes:
        person: an id that occurs in its rows and nowhere else in the world.
        files: name → bytes.
    """

    organisation: str
    person: str
    files: Mapping[str, bytes]


def handed(organisation: str, moment: str, *, as_archive: bool) -> Handed:
    """A small delivery of which one file is large; an archive leaves its bytes as they are."""
    person = f"p{uuid.uuid4().hex[:12]}"
    files: dict[str, bytes] = {}
    for table, text in PLAIN.items():
        told = text.replace("geas", organisation).replace("2026-11-16 10:00", moment)
        told = told.replace("001", person) + (BLANK if table == "attendance" else "")
        files[f"{table}.csv"] = told.encode()
    if not as_archive:
        return Handed(organisation, person, files)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return Handed(organisation, person, {f"{organisation}.zip": packed.getvalue()})


@dataclass(eq=False)
class Visit:
    """A visit in a thread of its own; the end of the server ends it.

    Attributes:
        pause: seconds between two parts of an upload.
        reached: when each stage began.
        was_told: whether the page said that the delivery was taken in.
        fault: what ended it too early, as the end of the server does.
    """

    address: str
    delivery: Handed
    pause: float
    reached: dict[Stage, float] = field(default_factory=dict)
    was_told: bool = False
    fault: Exception | None = None

    def __post_init__(self) -> None:
        """Begins at once."""
        self.events = {stage: threading.Event() for stage in Stage}
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def wait_for(self, stage: Stage, seconds: float) -> None:
        """Returns when the visit has come so far, or has ended before."""
        until = time.monotonic() + seconds
        while not self.events[stage].is_set() and not self.is_over.is_set():
            assert time.monotonic() < until, f"a visit did not come to {stage}"
            self.events[stage].wait(0.02)

    def lasted(self) -> dict[Stage, float]:
        """The seconds of each stage that came to its end."""
        ends = list(self.reached.items())
        return {stage: end - began for (stage, began), (_, end) in pairwise(ends)}

    def _run(self) -> None:
        try:
            with browser(self.address) as client, opened(client) as session:
                self._deliver(session)
        except (OSError, ValueError, httpx.HTTPError, WebSocketException) as error:
            self.fault = error
        finally:
            self.is_over.set()

    def _deliver(self, session: Session) -> None:
        session.run(PAGE, ENGLISH)
        self._at(Stage.SENDING)
        ids = {name: uuid.uuid4().hex for name in self.delivery.files}
        for name, content in self.delivery.files.items():
            self._send(session, ids[name], name, content)
        self._at(Stage.CHECKING)
        (uploader,) = [e.file_uploader for e in session.elements() if e.HasField("file_uploader")]
        chosen = WidgetState(id=uploader.id)
        for name, content in self.delivery.files.items():
            info = UploadedFileInfo(file_id=ids[name], name=name, size=len(content))
            chosen.file_uploader_state_value.uploaded_file_info.append(info)
        session.run(PAGE, ENGLISH, chosen)
        buttons = [e.button for e in session.elements() if e.HasField("button")]
        (button,) = [button for button in buttons if button.label == DELIVER]
        self._at(Stage.DELIVERING)
        session.run(PAGE, ENGLISH, chosen, WidgetState(id=button.id, trigger_value=True))
        while not any(ACCEPTED in e.markdown.body for e in session.elements()):
            session.read_on()
        self.was_told = True
        self._at(Stage.TOLD)

    def _at(self, stage: Stage) -> None:
        self.reached[stage] = time.monotonic()
        self.events[stage].set()

    def _send(self, session: Session, file_id: str, name: str, content: bytes) -> None:
        """Sends one file part by part, as a slow line would."""
        mark = uuid.uuid4().hex
        head = (
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()

        def parts() -> Iterator[bytes]:
            for start in range(0, len(body), PART):
                yield body[start : start + PART]
                time.sleep(self.pause)

        answer = session.client.put(
            f"/_stcore/upload_file/{session.id}/{file_id}",
            content=parts(),
            headers={
                "Content-Length": str(len(body)),
                "Content-Type": f"multipart/form-data; boundary={mark}",
                "X-Xsrftoken": token_of(session.client),
            },
        )
        answer.raise_for_status()
