"""nginx as a reader of the project has it: in front of files, or of several app processes."""

import contextlib
import os
import re
import shutil
import subprocess
import time
import urllib.request
from pathlib import Path

from benchmarks.browser import ROOT, find_port, serve

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
# Another nginx than the system's, whose packages lag behind.
NGINX = os.environ.get("NGINX", "nginx")
# Older ones know a reader by address and browser alone.
STICKY = "  sticky cookie atlas path=/ httponly samesite=lax;\n"
STICKY_SINCE = (1, 29, 6)


def find_version() -> tuple[int, ...]:
    """Find the version of nginx; (0,) where there is none."""
    if not shutil.which(NGINX):
        return (0,)
    told = subprocess.run([NGINX, "-v"], capture_output=True, text=True, check=True)
    return tuple(map(int, re.findall(r"\d+", told.stdout + told.stderr)[:3]))


@contextlib.contextmanager
def run_nginx(configuration: str, work: Path, address: str):
    """Run nginx with this http configuration, with its files in a folder; yields its address."""
    # nginx gives up its rights as root, and its workers must read the folder.
    work.chmod(0o755)
    (work / "nginx.conf").write_text(MAIN.format(work=work))
    (work / "http.conf").write_text(configuration)
    process = subprocess.Popen([NGINX, "-p", str(work), "-c", str(work / "nginx.conf")])
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
def serve_many(count: int, work: Path, failing: str = "max_fails=1 fail_timeout=5s"):
    """Serve the page by some processes behind nginx, as compose.yaml does.

    `failing` says in nginx's words when a process is left out. Yields nginx's address and the
    processes.
    """
    with contextlib.ExitStack() as stack:
        served = [stack.enter_context(serve("streamlit_app.py")) for _ in range(count)]
        ports = [address.rsplit(":", 1)[1] for address, _ in served]
        (work / "upstream.conf").write_text(
            "".join(f"server 127.0.0.1:{port} {failing};\n" for port in ports)
        )
        shutil.copy(DEPLOY / "headers.conf", work)
        port = find_port()
        configuration = (DEPLOY / "nginx.conf").read_text("utf-8")
        configuration = configuration.replace("listen 8080", f"listen 127.0.0.1:{port}")
        configuration = configuration.replace("/tmp/atlas-files", str(work / "files"))
        configuration = configuration.replace("/srv/atlas", str(work))
        if find_version() < STICKY_SINCE:
            configuration = configuration.replace(STICKY, "")
        address = f"http://127.0.0.1:{port}"
        yield (
            stack.enter_context(run_nginx(configuration, work, address)),
            [process for _, process in served],
        )
