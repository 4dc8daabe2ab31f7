"""Evenstride as a runner starts it: a process of its own, on a free port, with its own store."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
START_WITHIN_S = 60
BROWSER_ARGS = (
    "--no-sandbox",  # Chromium refuses its sandbox to root, as in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # The rest would reach for the network by itself.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """The Chromium that CHROMIUM names, else the system's."""
    wanted = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in wanted if name and (found := shutil.which(name))), None)


class Server:
    """One server; `stop` and `start` again keep its store and its address."""

    def __init__(self, folder: Path) -> None:
        self.database = f"sqlite:///{folder / 'evenstride.db'}"
        self.log = folder / "server.log"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until the server says that it is well."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        command += ["--server.port", str(self.port), "--server.headless", "true"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                cwd=HOUSE,
                env=os.environ | {"EVENSTRIDE_DB": self.database},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + START_WITHIN_S
        while not self._is_well():
            assert self._process.poll() is None, f"The server ended:\n{self.log.read_text()}"
            assert time.monotonic() < deadline, f"No server yet:\n{self.log.read_text()}"
            time.sleep(0.1)  # nothing tells when a port opens

    @property
    def pid(self) -> int:
        """The number of the running process."""
        assert self._process is not None, "The server is not running."
        return self._process.pid

    def stop(self) -> None:
        """Stop it; the store stays."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def restart(self) -> None:
        """A cold server on the same store and address."""
        self.stop()
        self.start()

    def _is_well(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
