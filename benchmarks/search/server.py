"""A host like those of static sites: bodies gzipped where that helps, kept ten minutes, connections kept open; and it counts."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

#: Text types that hosts compress; everything else goes as it is. WebAssembly is among them, as on GitHub Pages.
_COMPRESSED = (
    "text/",
    "application/javascript",
    "application/json",
    "application/wasm",
    "application/xml",
    "image/svg",
)
_LEVEL = 6
#: Slow 4G as developers' tools have it: seconds before every answer, bytes a second down.
LATENCY, RATE = 0.15, 1_600_000 / 8
#: About what the headers of a response weigh.
HEADERS = 200


_PACKET = 1400


@dataclass(frozen=True)
class Served:
    """A request that was answered: its path, and the bytes of the body as they went over the wire."""

    path: str
    status: int
    size: int


@dataclass
class Link:
    """What lies between a host and a reader: seconds before each answer, and bytes a second for all answers together.

    Chromium's own emulation of networks leaves out what workers ask for; this does not.
    """

    latency: float
    rate: float
    _free: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def carry(self, body: bytes) -> Iterator[bytes]:
        """The body in packets, each when it has arrived; those of several bodies take turns."""
        time.sleep(self.latency)
        for at in range(0, len(body), _PACKET):
            packet = body[at : at + _PACKET]
            with self._lock:
                self._free = max(self._free, time.monotonic()) + len(packet) / self.rate
                wait = self._free - time.monotonic()
            time.sleep(max(0.0, wait))
            yield packet


@dataclass
class Host:
    """The files of a folder. Bodies are compressed when they are first asked for, and kept; `log` is emptied by `taken`."""

    folder: Path
    link: Link | None = None
    log: list[Served] = field(default_factory=list)
    _bodies: dict[str, tuple[bytes, str, bool]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def taken(self) -> list[Served]:
        """What was served since the last call."""
        with self._lock:
            served, self.log = self.log, []
        return served

    def note(self, served: Served) -> None:
        with self._lock:
            self.log.append(served)

    def body(self, path: str) -> tuple[bytes, str, bool] | None:
        """The body for a path, its type, and whether it is compressed; None where there is no such file."""
        if path not in self._bodies:
            name = path.removeprefix("/")
            file = self.folder / (name + "index.html" if name.endswith("/") or not name else name)
            if ".." in Path(name).parts or not file.is_file():
                return None
            content, kind = file.read_bytes(), guess_type(file.name)[0] or "application/octet-stream"
            smaller = kind.startswith(_COMPRESSED)
            made = gzip.compress(content, _LEVEL, mtime=0) if smaller else content
            self._bodies[path] = made, kind, smaller
        return self._bodies[path]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # a response leaves in one piece
    disable_nagle_algorithm = True

    def __init__(self, host: Host, *others: object) -> None:
        self.host = host
        super().__init__(*others)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        found = self.host.body(path)
        body, kind, compressed = found or (b"not found\n", "text/plain", False)
        status = 200 if found else 404
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Cache-Control", "max-age=600")
        if compressed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.host.note(Served(path, status, len(body)))  # first: the browser may be done before this thread goes on
        for packet in self.host.link.carry(body) if self.host.link else (body,):
            self.wfile.write(packet)
            self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that has what it wants hangs up; that is no fault."""


@contextmanager
def slow(host: Host) -> Iterator[None]:
    """For a while the host is far away."""
    host.link = Link(LATENCY, RATE)
    yield
    host.link = None


@contextmanager
def serving(folder: Path) -> Iterator[tuple[Host, str]]:
    """Serves a folder; the address ends in a slash."""
    host = Host(folder)
    with _Server(("127.0.0.1", 0), partial(_Handler, host)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield host, f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
