"""The process that holds a record for drawing, and is forked anew for every card and film.

`python -m geo.studio.drawer FD` reads the record from its standard input, pickled; over the socket
FD come connections, one for each drawing. It ends when that socket is closed, and after ten minutes
without one.
"""

import gc
import logging
import os
import pickle
import signal
import socket
import sys
from contextlib import suppress
from multiprocessing.connection import Connection

from geo.cards.card import draw_card
from geo.cards.flyer import draw_flyer
from geo.cards.plane import lay_out_plane
from geo.films.film import FilmCancelled, draw_film, draw_poster
from geo.log import open_log
from geo.record import Record
from geo.view import View

LOG = logging.getLogger(__name__)
# A process that takes longer is ended: seconds.
LONGEST = {"card": 120, "flyer": 120, "poster": 120, "film": 1800}
PICTURES = {"card": draw_card, "flyer": draw_flyer, "poster": draw_poster}
# How far films give way to pages and cards.
FILM_NICENESS = 5
IDLE_SECONDS = 600


def draw(connection: Connection, record: Record, kind: str, arguments: tuple) -> None:
    """Draw a film, or a picture of `PICTURES`, of a record for the other side of a connection.

    Sends the share that is done, again and again, then the bytes, and closes. Where it closes
    without them the log has why. A film ends once the other side closes.
    """
    with connection:
        try:
            content = _draw(connection, record, kind, arguments)
        except FilmCancelled:
            return
        except Exception:
            # Its reader is told that it failed, no more.
            LOG.exception("a %s could not be drawn", kind)
            return
        with suppress(OSError):
            connection.send(content)


def _draw(connection, record, kind, arguments):
    if kind in PICTURES:
        return PICTURES[kind](record, *arguments)
    told = 0

    def tell(done, total):
        nonlocal told
        if done * 100 // total > told:
            told = done * 100 // total
            # Nobody may be there any more, which `cancelled` says before the next frame.
            with suppress(OSError):
                connection.send(done / total)

    return draw_film(record, *arguments, progress=tell, cancelled=connection.poll)


def main() -> None:
    """Read the record, and fork for every connection that comes."""
    control = socket.socket(fileno=int(sys.argv[1]))
    record = pickle.load(sys.stdin.buffer)
    with open_log(logging.WARNING):
        # Type, paths and planes are made once, for all that is forked later.
        draw_card(record, View(record.last))
        lay_out_plane(record, record.states["state"].iloc[0])
        gc.collect()
        gc.freeze()
        # Nobody waits for what was forked.
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        control.settimeout(IDLE_SECONDS)
        with suppress(TimeoutError):
            while connections := socket.recv_fds(control, 1, 1)[1]:
                if not os.fork():
                    _work(control, Connection(connections[0]), record)
                os.close(connections[0])


def _work(control, connection, record):
    """Draw one thing and end, without the farewells of the process that this is a copy of."""
    try:
        # Held open here it would seem that somebody listens when nobody does.
        control.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        kind, arguments = connection.recv()
        signal.alarm(LONGEST[kind])
        if kind == "film":
            os.nice(FILM_NICENESS)
        draw(connection, record, kind, arguments)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
