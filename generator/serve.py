"""Serves the site on this machine alone while somebody works on it: what changes is built again, and open pages reload.

Every build is a process of its own, so that changes of the generator count as well; one that fails leaves the old site.
"""

from __future__ import annotations

import errno
import io
import subprocess
import threading
import time
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

from watchfiles import watch

from generator.errors import PublishError
from generator.terminal import say

HOST = "127.0.0.1"
#: How many ports are tried, from the one asked for on.
_PORTS = 20
_SCRIPT, _EVENTS = "/.gongbao/reload.js", "/.gongbao/events"
_TAG = f'<script defer src="{_SCRIPT}"></script>\n'.encode()
_RELOAD = f"""\
"use strict";
(() => {{
  let built = null;
  new EventSource("{_EVENTS}").onmessage = (event) => {{
    if (built !== null && built !== event.data) location.reload();
    built = event.data;
  }};
}})();
""".encode()
#: Seconds after which a page that waits is told that the server still lives.
_HEARTBEAT = 15.0
#: Milliseconds after which the watch looks at the settings, whose folder holds too much to be watched.
_LOOK = 500
_PUBLISHED = (0, 1)


class Builds:
    """Tells waiting pages of each build that went well, by a token that no other build has."""

    def __init__(self) -> None:
        self.token = ""
        self._changed = threading.Condition()

    def done(self) -> None:
        with self._changed:
            self.token = str(time.time_ns())
            self._changed.notify_all()

    def wait(self, known: str | None, seconds: float = _HEARTBEAT) -> str:
        """The token, as soon as it is not the one known, or when the seconds are over."""
        with self._changed:
            self._changed.wait_for(lambda: self.token != known, seconds)
            return self.token


class Handler(SimpleHTTPRequestHandler):
    """Files of the site; into each page goes the script that reloads it, which is nowhere on the disk."""

    builds: Builds
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".md": "text/markdown; charset=utf-8",
        ".jsonl": "application/jsonl; charset=utf-8",
        ".html": "text/html; charset=utf-8",
    }

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        address = self.path.partition("?")[0]
        if address == _SCRIPT:
            return self._content(_RELOAD, "text/javascript; charset=utf-8")
        if address == _EVENTS:
            self._events()
            return None
        file = Path(self.translate_path(self.path))
        if file.is_dir() and address.endswith("/"):
            file /= "index.html"
        elif file.is_dir():
            return super().send_head()  # sends the browser to the address with a slash
        if file.suffix == ".html" and file.is_file():
            return self._content(_with_script(file.read_bytes()), self.extensions_map[".html"])
        if not file.is_file():
            missing = Path(self.directory, "404.html")
            page = (
                missing.read_bytes()
                if missing.is_file()
                else b"<!DOCTYPE html><title>404</title>There is no such page."
            )
            return self._content(_with_script(page), self.extensions_map[".html"], HTTPStatus.NOT_FOUND)
        return super().send_head()

    def _content(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> BinaryIO:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return io.BytesIO(content)

    def _events(self) -> None:
        """Server-sent events for as long as the page listens."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        known: str | None = None
        try:
            while self.command == "GET":
                token = self.builds.wait(known)
                self.wfile.write(b": waiting\n\n" if token == known else f"data: {token}\n\n".encode())
                self.wfile.flush()
                known = token
        except OSError:
            self.close_connection = True

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base's
        """Nothing: the terminal is for what the build says."""


def _with_script(page: bytes) -> bytes:
    before, end, behind = page.rpartition(b"</body>")
    return before + _TAG + end + behind if end else page + _TAG


def start(site: Path, builds: Builds, port: int) -> ThreadingHTTPServer:
    """A server that answers in a thread of its own, at the first free port from `port` on. Raises PublishError without one."""
    handler = type("SiteHandler", (Handler,), {"builds": builds})
    for number in range(port, port + _PORTS):
        try:
            server = ThreadingHTTPServer((HOST, number), lambda *args: handler(*args, directory=str(site)))
        except (OSError, OverflowError) as error:
            if isinstance(error, OverflowError) or error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise PublishError(
                    f"port {number}", "", f"it cannot be used ({error})", "Name another with --port"
                ) from None
            continue
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server
    raise PublishError(
        f"port {port}", "", f"it is taken, and so are the {_PORTS - 1} behind it", "Name another with --port"
    )


def serve(build: Sequence[str], site: Path, watched: Iterable[Path], settings: Path, port: int) -> int:
    """Runs the command `build`, serves the site, and runs it again whenever something below `watched`, or `settings`, changes.

    Ends when it is interrupted. Raises PublishError when no port is free.
    """
    builds = Builds()
    _run(build, builds)
    with start(site, builds, port) as server:
        say(f"Serving http://{HOST}:{server.server_port}/  Press Ctrl+C to stop.")
        try:
            seen = _stamp(settings)
            for changes in watch(*watched, rust_timeout=_LOOK, yield_on_timeout=True):
                now = _stamp(settings)
                if changes or now != seen:
                    seen = now
                    say(f"Changed: {', '.join(sorted({Path(path).name for _, path in changes}) or [settings.name])}")
                    _run(build, builds)
        except KeyboardInterrupt:
            say("", "Stopped.")
        server.shutdown()
    return 0


def _run(build: Sequence[str], builds: Builds) -> None:
    status = subprocess.run(build, check=False).returncode  # noqa: S603 - our own command
    if status in _PUBLISHED:
        builds.done()
    else:
        say("The build failed; what is served is the site from before.")


def _stamp(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
