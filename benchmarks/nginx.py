"""nginx as a reader of the project has it: in front of files, or of several app processes."""

import contextlib
import shutil
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from benchmarks.browser import ROOT, serve

DEPLOY = ROOT / "deploy"
MAIN = """
daemon off; worker_processes auto; pid {work}/pid; error_log {work}/errors;
events {{ worker_connections 4096; }}
http {{
  include /etc/nginx/mime.types; access_log off;
  client_body_temp_path {work}/b; proxy_temp_path {work}/p; fastcgi_temp_path {work}/f;
  uwsgi_temp_path {work}/u; scgi_temp_path {work}/s;
  include {work}/http.conf;
}}
"""
START_SECONDS = 10


@contextlib.contextmanager
def run_nginx(configuration: str, work: Path, address: str):
    """Run nginx with this http configuration, with its files in a folder; yields its address."""
    # nginx gives up its rights as root, and its workers must read the folder.
    work.chmod(0o755)
    (work / "nginx.conf").write_text(MAIN.format(work=work))
    (work / "http.conf").write_text(configuration)
    process = subprocess.Popen(["nginx", "-p", str(work), "-c", str(work / "nginx.conf")])
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                urllib.request.urlopen(address).close()
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


@contextlib.contextmanager
def serve_many(count: int, work: Path):
    """Serve the page by some processes behind nginx, as compose.yaml does.

    Yields nginx's address and the processes.
    """
    with contextlib.ExitStack() as stack:
        served = [stack.enter_context(serve("streamlit_app.py")) for _ in range(count)]
        ports = [address.rsplit(":", 1)[1] for address, _ in served]
        (work / "upstream.conf").write_text(
            "".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=5s;\n" for port in ports)
        )
        shutil.copy(DEPLOY / "headers.conf", work)
        port = find_port()
        configuration = (DEPLOY / "nginx.conf").read_text("utf-8")
        configuration = configuration.replace("listen 8080", f"listen 127.0.0.1:{port}")
        configuration = configuration.replace("/tmp/atlas-files", str(work / "files"))
        configuration = configuration.replace("/srv/atlas", str(work))
        address = f"http://127.0.0.1:{port}"
        yield (
            stack.enter_context(run_nginx(configuration, work, address)),
            [process for _, process in served],
        )


def find_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
