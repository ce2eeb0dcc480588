"""A session of the live page without a browser: it opens, clicks, plays and shares.

It speaks Streamlit's own messages over the page's websocket, keeps the state of every widget, and
runs again what the page asks it to, as a browser does.
"""

import asyncio
import base64
import itertools
import json
import re
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from http.cookies import SimpleCookie
from urllib.parse import urljoin

import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Subprotocol

from geo.address import write_message
from geo.view import View

PLACES = ("12001", "FL", "48201", "TX", "37001", "GA", "06037", "VA")
DATES = ("2019-03-01", "2025-02-14", "2025-09-17", "2026-01-05", "2026-06-01")
LAST = date(2026, 7, 20)
PATIENCE_SECONDS = 60
# A browser tries again by itself when its websocket is lost.
TRIES = 5
RETRY_SECONDS = 0.5
FILE = re.compile(r"app/static/[\w./-]+\.(?:js|css)")
# Where no cookie is kept, a proxy knows a reader by the name of the browser, here a number.
NUMBERS = itertools.count()
# A visitor's requests are made by threads, since requests has no asyncio.
THREADS = ThreadPoolExecutor(64)


# The picture of the share dialog.
PICTURE = re.compile(r'src="data:image/png;base64,([^"]+)"')


class PageError(Exception):
    """What a page showed or sent that it should not."""


class LostError(Exception):
    """The websocket was closed while an answer was awaited."""


LOST = (LostError, ConnectionClosed, InvalidHandshake, OSError)


class Visitor:
    """One reader of the page at an address; every action returns the seconds that it took."""

    def __init__(self, address: str):
        self.address = address.rstrip("/")
        self.view = write_message(View(LAST))
        self.http = requests.Session()
        self.agent = f"Visitor/{next(NUMBERS)}"
        self.http.headers["User-Agent"] = self.agent
        self.told = 0
        # How often the websocket had to be opened again.
        self.returns = -1
        self.tasks: list[asyncio.Task] = []

    async def open(self) -> float:
        """Load the page and the map's files, and run its script to the end."""
        start = time.perf_counter()
        await self._get("/")
        await self._connect()
        files = set(FILE.findall(self.texts))
        await asyncio.gather(*(self._get(f"/{name}") for name in files))
        return time.perf_counter() - start

    async def click(self, place: str) -> float:
        """Click a place on the map, until the page's address has it."""
        return await self._show({"place": place}, f"place={place}")

    async def play(self, until: str) -> float:
        """Play until a date and stop there; while the map plays nothing travels."""
        return await self._show({"date": until}, f"date={until}")

    async def share(self) -> float:
        """Open the dialog and load its picture."""
        start = time.perf_counter()
        await self._insist(self._press_share)
        if not base64.b64decode(self.picture).startswith(b"\x89PNG"):
            raise PageError("the dialog shows no picture")
        return time.perf_counter() - start

    async def close(self) -> None:
        """Leave the page."""
        self._stop()
        with suppress(ConnectionClosed):
            await self.socket.close()
        self.http.close()

    async def _get(self, path):
        def get():
            answer = self.http.get(
                urljoin(f"{self.address}/", path.lstrip("/")), timeout=PATIENCE_SECONDS
            )
            answer.raise_for_status()
            return answer.content

        return await asyncio.get_running_loop().run_in_executor(THREADS, get)

    async def _connect(self):
        """Open the websocket and run the whole page, for the view that the address has."""
        self._stop()
        self.widgets, self.messages, self.repeats = {}, {}, {}
        self.texts = self.masthead = self.picture = self.failure = ""
        self.finished, self.lost = 0, False
        self.changed = asyncio.Event()
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.http.cookies)
        self.socket = await connect(
            f"{self.address.replace('http', 'ws', 1)}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            user_agent_header=self.agent,
            additional_headers={"Cookie": cookies} if cookies else None,
            max_size=None,
            open_timeout=PATIENCE_SECONDS,
        )
        self._keep_cookies(self.socket.response)
        self.returns += 1
        self.tasks = [asyncio.create_task(self._listen(self.socket))]
        await self._rerun("")
        await self._wait(lambda: self.finished)

    def _keep_cookies(self, answer):
        """Take new values of cookies that are kept, as a proxy gives them to another connection."""
        told = SimpleCookie("; ".join(answer.headers.get_all("Set-Cookie") if answer else ()))
        for cookie in self.http.cookies:
            if cookie.name in told:
                cookie.value = told[cookie.name].value

    async def _show(self, change, sign):
        """Report a changed view as the map does, until the masthead's links carry it."""
        self.view |= change
        self.told += 1
        message = json.dumps(self.view | {"passing": False, "seq": f"{id(self)}-{self.told}"})

        async def tell():
            self.widgets[self.map] = WidgetState(id=self.map, json_value=message)
            await self._rerun(self.fragment)
            await self._wait(lambda: sign in self.masthead)

        start = time.perf_counter()
        await self._insist(tell)
        return time.perf_counter() - start

    async def _press_share(self):
        self.picture = ""
        await self._rerun(self.fragment, [WidgetState(id=self.share_button, trigger_value=True)])
        await self._wait(lambda: self.picture)

    async def _insist(self, act):
        """Do something; where the websocket is lost meanwhile, connect and do it again."""
        for remaining in reversed(range(TRIES)):
            try:
                if self.lost:
                    await self._connect()
                return await act()
            except TimeoutError:
                # An OSError, too: the page has had its time.
                raise
            except LOST:
                self.lost = True
                if not remaining:
                    raise
                await asyncio.sleep(RETRY_SECONDS)

    async def _rerun(self, fragment, triggers=()):
        message = BackMsg()
        rerun = message.rerun_script
        rerun.fragment_id = fragment
        if not fragment and self.told:
            rerun.query_string = f"place={self.view['place']}&date={self.view['date']}"
        rerun.widget_states.widgets.extend([*self.widgets.values(), *triggers])
        await self.socket.send(message.SerializeToString())

    async def _wait(self, condition):
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not condition():
                if self.lost:
                    raise LostError
                if self.failure:
                    failure, self.failure = self.failure, ""
                    raise PageError(failure)
                self.changed.clear()
                await self.changed.wait()

    async def _listen(self, socket):
        try:
            async for data in socket:
                message = ForwardMsg()
                message.ParseFromString(data)
                if message.WhichOneof("type") == "ref_hash":
                    message = self.messages[message.ref_hash]
                elif message.metadata.cacheable:
                    self.messages[message.hash] = message
                self._note(message)
                self.changed.set()
        except ConnectionClosed:
            pass
        self.lost = True
        self.changed.set()

    def _note(self, message):
        kind = message.WhichOneof("type")
        if kind == "script_finished":
            self.finished += 1
        elif kind == "auto_rerun":
            again = message.auto_rerun
            self._repeat(again.fragment_id, again.interval)
        elif kind == "delta" and message.delta.HasField("new_element"):
            self._read(message.delta.new_element, message.delta.fragment_id)

    def _read(self, element, fragment):
        kind = element.WhichOneof("type")
        if kind == "component_instance":
            self.map, self.fragment = element.component_instance.id, fragment
        elif kind == "html":
            self.texts += element.html.body if "app/static/" in element.html.body else ""
            # Its links to other languages carry the view.
            if "masthead" in element.html.body:
                self.masthead = element.html.body
            if shown := PICTURE.search(element.html.body):
                self.picture = shown.group(1)
        elif kind == "button" and element.button.id.endswith("-share"):
            self.share_button = element.button.id
        elif kind == "exception":
            self.failure = f"{element.exception.type}: {element.exception.message}"

    def _repeat(self, fragment, seconds):
        """Run a fragment again and again, as the page asks."""

        async def repeat():
            with suppress(ConnectionClosed):
                while True:
                    await asyncio.sleep(seconds)
                    await self._rerun(fragment)

        if fragment in self.repeats:
            self.repeats[fragment].cancel()
        self.repeats[fragment] = asyncio.create_task(repeat())
        self.tasks.append(self.repeats[fragment])

    def _stop(self):
        for task in self.tasks:
            task.cancel()
        self.tasks = []
