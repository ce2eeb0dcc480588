"""Web servers on this machine for the tests of the maintainer's half."""

import contextlib
import http.server
import socketserver
import threading


@contextlib.contextmanager
def serve(handler):
    """A web server on this machine, while the context lasts; gives its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as web:
        thread = threading.Thread(target=web.serve_forever, args=[0.02])
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


@contextlib.contextmanager
def serve_raw(talk, secure=None):
    """A server that says whatever `talk(connection)` sends after each request; gives its address.

    A reader who goes away ends what is said. `secure` is the ssl context of one with a certificate.
    """

    class Handler(socketserver.BaseRequestHandler):
        def handle(self):
            asked, connection = b"", self.request
            with contextlib.suppress(OSError):
                if secure:
                    connection = secure.wrap_socket(connection, server_side=True)
                while b"\r\n\r\n" not in asked:
                    asked += connection.recv(65536)
                talk(connection)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Handler) as web:
        thread = threading.Thread(target=web.serve_forever, args=[0.02])
        thread.start()
        try:
            yield f"http://127.0.0.1:{web.server_address[1]}"
        finally:
            web.shutdown()
            thread.join()
