"""A reader of the live page without a browser: opens it over its websocket, and clicks."""

import json
import time
from contextlib import ExitStack
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

PLACES = ("12001", "FL", "48201", "TX", "37001", "GA", "06037", "VA")


class Reader:
    """A session of the page, from its HTML to the end of its script's first run."""

    def __init__(self, address: str):
        urlopen(f"{address}/").read()
        stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
        self.open = ExitStack()
        self.socket = self.open.enter_context(
            connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=None)
        )
        self.clicks = 0
        begin = BackMsg()
        begin.rerun_script.query_string = ""
        self._send(begin)

    def click(self, place: str) -> float:
        """Click a place on the map; returns the seconds until the page's address has it."""
        self.clicks += 1
        # What the map reports, in the form of `address.write_message`.
        view = {
            "date": "2026-07-20",
            "compare": "",
            "range": "2025",
            "models": 7,
            "reach": "all",
            "level": "county",
            "measure": "counties",
            "place": place,
            "present": False,
            "lang": "en",
            "seq": self.clicks,
        }
        rerun = BackMsg()
        rerun.rerun_script.fragment_id = self.fragment
        state = rerun.rerun_script.widget_states.widgets.add()
        state.id, state.json_value = self.map, json.dumps(view)
        start = time.perf_counter()
        self._send(rerun)
        took = time.perf_counter() - start
        if f"place={place}" not in self.masthead:
            raise RuntimeError(f"the page does not show {place}")
        return took

    def close(self) -> None:
        """Leave the page."""
        self.open.close()

    def _send(self, message):
        self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(self.socket.recv(decode=False))
            if answer.WhichOneof("type") == "delta":
                self._note(answer.delta)
            if answer.WhichOneof("type") == "script_finished":
                return

    def _note(self, delta):
        element = delta.new_element
        if element.HasField("component_instance"):
            self.map, self.fragment = element.component_instance.id, delta.fragment_id
        # Its links to other languages carry the view.
        if element.HasField("html") and "masthead" in element.html.body:
            self.masthead = element.html.body
