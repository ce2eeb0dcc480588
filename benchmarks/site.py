"""Views a second: the static site behind nginx, and the live page. `python -m benchmarks.site`.

nginx and wrk are Debian packages. A view of the static site is the map page with every file
that it loads; one of the live page is its HTML, the map's files, and a session whose script ran to
its end.
"""

import asyncio
import gzip
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.browser import find_port, launch, median, open_page, serve
from benchmarks.nginx import NGINX, run_nginx
from benchmarks.visitor import Visitor
from geo.site.build import build_site

SECONDS = 8
CONNECTIONS = 32
READERS = 4
AS_BROWSERS_ASK = ("-H", "Accept-Encoding: gzip")
PAINT_LIMIT_MS = 1500
SIZE_LIMIT = 900_000
CONFIGURATION = """
sendfile on; tcp_nopush on;
gzip on; gzip_static on; gzip_types text/css application/javascript;
open_file_cache max=1000; keepalive_requests 1000000;
server {{ listen 127.0.0.1:{port} reuseport; root {root}; }}
"""
ROUND = """
local paths, at = {{ {paths} }}, 0
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], {{ ["Accept-Encoding"] = "gzip" }})
end
"""


def list_files(root):
    """List the files of one view of the map: the page, and what it loads, as paths."""
    page = (root / "index.html").read_text("utf-8")
    loaded = re.findall(r'<script src="([^"]+)"|<link rel="stylesheet" href="([^"]+)"', page)
    return ["index.html", *("".join(pair) for pair in loaded)]


def measure_requests(address, *options):
    """Measure requests a second with wrk."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *options, address]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output:
        raise SystemExit(f"{address}: not every answer was good\n{output}")
    (rate,) = re.findall(r"Requests/sec:\s+([\d.]+)", output)
    return float(rate)


async def measure_sessions(address):
    """Measure views of the live page a second: READERS at once, each one view after another."""

    async def read(end):
        views = 0
        while time.perf_counter() < end:
            visitor = Visitor(address)
            await visitor.open()
            await visitor.close()
            views += 1
        return views

    await read(time.perf_counter() + 0.1)
    start = time.perf_counter()
    views = sum(await asyncio.gather(*(read(start + SECONDS) for _ in range(READERS))))
    return views / (time.perf_counter() - start)


def measure_paint(address, runs=7):
    """Measure from opening the map page to the painted map, in ms."""
    times = []
    with launch() as browser:
        for _ in range(runs):
            page = open_page(browser)
            start = time.perf_counter()
            page.goto(f"{address}/index.html")
            page.locator(".atlas[data-ready=true]").wait_for()
            times.append((time.perf_counter() - start) * 1000)
            page.context.close()
    return times


def main():
    """Print the size and first paint of the map page, and both pages' views a second."""
    missing = [name for name in (NGINX, "wrk") if not shutil.which(name)]
    if missing:
        sys.exit(f"needs {' and '.join(missing)}: apt-get install {' '.join(missing)}")
    with tempfile.TemporaryDirectory() as folder:
        work, root = Path(folder), Path(folder) / "site"
        # nginx gives up its rights as root, and its workers must read the folder.
        work.chmod(0o755)
        build_site(root, "https://atlas.example", places=["WY"], languages=["en"])
        files = list_files(root)
        size = 0
        for name in files:
            packed = gzip.compress((root / name).read_bytes(), 9, mtime=0)
            (root / f"{name}.gz").write_bytes(packed)
            size += len(packed)
        print(f"map page, {len(files)} files, gzip -9: {size:,} bytes (limit {SIZE_LIMIT:,})")
        script = work / "round.lua"
        script.write_text(ROUND.format(paths=", ".join(f'"/{name}"' for name in files)))
        port = find_port()
        configuration = CONFIGURATION.format(root=root, port=port)
        with run_nginx(configuration, work, f"http://127.0.0.1:{port}") as address:
            paint = measure_paint(address)
            print(
                f"first paint: median {median(paint):.0f} ms (limit {PAINT_LIMIT_MS}), "
                f"n={len(paint)}"
            )
            page = measure_requests(f"{address}/index.html", *AS_BROWSERS_ASK)
            views = measure_requests(address, "-s", str(script)) / len(files)
        print(
            f"nginx: {page:,.0f} requests a second for the page, {views:,.0f} whole views a second"
        )
    with serve("streamlit_app.py") as (address, _):
        shell = measure_requests(f"{address}/", *AS_BROWSERS_ASK)
        sessions = asyncio.run(measure_sessions(address))
    print(f"live page: {shell:,.0f} requests a second for its HTML, {sessions:.1f} views a second")
    print(f"static: {page / shell:.0f} times the requests, {views / sessions:.0f} times the views")


if __name__ == "__main__":
    main()
