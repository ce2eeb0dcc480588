"""Web servers on this machine for the tests of the maintainer's half."""

import contextlib
import http.server
import threading


@contextlib.contextmanager
def serve(handler):
    """A web server on this machine, while the context lasts; gives its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as web:
        thread = threading.Thread(target=web.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{web.server_port}"
        finally:
            web.shutdown()
            thread.join()


def serve_folder(folder):
    """A web server of the files of a folder, while the context lasts; gives its address."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(folder))

        def log_message(self, *arguments):
            pass

    return serve(Handler)
