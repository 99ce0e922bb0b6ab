"""What passes between the server and the processes that read foreign bytes: JSON and raw parts.

Eight bytes say how long the JSON is; it names the parts with their sizes, which follow. Nothing
in a message can be run, so the side that trusts is safe from the side that met foreign bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any

_LENGTH = 8


class BrokenMessage(Exception):
    """The other side is gone, or says more than it may."""


@dataclass(frozen=True)
class Message:
    """Fields that JSON knows, and parts of raw bytes by name, in order."""

    fields: Mapping[str, Any]
    parts: Mapping[str, bytes] = field(default_factory=dict)


def send(stream: IO[bytes], message: Message) -> None:
    """Writes one message.

    Raises:
        BrokenMessage: nobody listens any more.
    """
    sizes = [[name, len(content)] for name, content in message.parts.items()]
    head = json.dumps({"fields": message.fields, "parts": sizes}).encode()
    try:
        stream.write(len(head).to_bytes(_LENGTH, "big") + head)
        for content in message.parts.values():
            stream.write(content)
        stream.flush()
    except (OSError, ValueError) as error:
        raise BrokenMessage from error


def receive(stream: IO[bytes], most: int) -> Message:
    """Reads one message of at most so many bytes.

    Raises:
        BrokenMessage: the stream ended before the message did, or it is larger.
    """
    length = int.from_bytes(_exactly(stream, _LENGTH), "big")
    if length > most:
        raise BrokenMessage
    head = json.loads(_exactly(stream, length))
    if length + sum(size for _, size in head["parts"]) > most:
        raise BrokenMessage
    return Message(head["fields"], {name: _exactly(stream, size) for name, size in head["parts"]})


def _exactly(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise BrokenMessage
    return content
