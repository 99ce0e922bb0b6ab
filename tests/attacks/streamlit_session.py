"""A browser session without a browser: Streamlit's own stream, and requests with its cookies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

WITHIN = 60.0


@dataclass
class Session:
    """One open page.

    Attributes:
        id: what Streamlit calls it.
        client: sends the cookies of its browser.
        stream: its websocket.
    """

    id: str
    client: httpx.Client
    stream: ClientConnection
    shown: list[ForwardMsg]

    def run(self, page: str = "", query: str = "", *widgets: WidgetState) -> list[ForwardMsg]:
        """Runs a page with its widgets in these states; what it sent."""
        message = BackMsg()
        message.rerun_script.widget_states.widgets.extend(widgets)
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page
        self.stream.send(message.SerializeToString())
        self.shown = list(self._until("script_finished"))
        return self.shown

    def read_on(self) -> list[ForwardMsg]:
        """What the page sends of a run that it started itself."""
        self.shown = list(self._until("script_finished"))
        return self.shown

    def ask_for(self, label: str) -> str:
        """The address of the file behind the first download that is called so."""
        buttons = [e.download_button for e in self.elements() if e.HasField("download_button")]
        found = next(button for button in buttons if button.label == label)
        message = BackMsg()
        message.backend_operation_request.request_id = "1"
        message.backend_operation_request.session_id = self.id
        message.backend_operation_request.deferred_file.file_id = found.deferred_file_id
        self.stream.send(message.SerializeToString())
        answer = list(self._until("backend_operation_response"))[-1]
        return str(answer.backend_operation_response.deferred_file.url)

    def elements(self) -> list[Element]:
        """What the page shows, in its order."""
        return [m.delta.new_element for m in self.shown if m.delta.HasField("new_element")]

    def upload(self, name: str, size: int, client: httpx.Client | None = None) -> httpx.Response:
        """Sends a file of so many bytes, as the uploader of a page would."""
        sender = client or self.client
        return sender.put(
            f"/_stcore/upload_file/{self.id}/{name}",
            files={"file": (name, b"x" * size)},
            headers={"X-Xsrftoken": token_of(sender)},
        )

    def _until(self, kind: str) -> Iterator[ForwardMsg]:
        while True:
            message = ForwardMsg()
            message.ParseFromString(self.stream.recv(WITHIN, decode=False))
            yield message
            if message.WhichOneof("type") == kind:
                return


def token_of(client: httpx.Client) -> str:
    """What a page's own requests prove themselves with."""
    return client.cookies.get("_streamlit_xsrf") or ""


@contextmanager
def browser(address: str, cookies: dict[str, str] | None = None) -> Iterator[httpx.Client]:
    """A browser that has been at the dashboard once."""
    with httpx.Client(base_url=address, cookies=cookies, timeout=WITHIN) as client:
        client.get("/_stcore/health")
        yield client


@contextmanager
def opened(client: httpx.Client, headers: dict[str, str] | None = None) -> Iterator[Session]:
    """A page of the dashboard, open in this browser."""
    origin = str(client.base_url).rstrip("/")
    sent = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    with connect(
        f"{origin.replace('http', 'ws', 1)}/_stcore/stream",
        origin=Origin(origin),
        subprotocols=[Subprotocol("streamlit"), Subprotocol(token_of(client))],
        additional_headers={"Cookie": sent, **(headers or {})},
        max_size=None,
    ) as stream:
        session = Session("", client, stream, [])
        for message in session.run():
            if message.HasField("new_session"):
                session.id = message.new_session.initialize.session_id
        yield session
