"""Hostile addresses and hosts end with a clear error, within bounds of place, size and time."""

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.ingest.__main__ import main
from geo.ingest.download import download
from geo.ingest.errors import SourceError
from geo.ingest.hosts import is_public
from tests.ingest.lists import print_row, write_workbook
from tests.ingest.web import serve_raw

FILE = "participatingAgencies03042025am.xlsx"
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
ZEROS = bytes(65536)
# What a server sends at most: far more than a refresh takes, and not for ever.
MOST = 200


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Bounds that a test can wait for."""
    monkeypatch.setattr("geo.ingest.download.PAUSES", (0,))
    monkeypatch.setattr("geo.ingest.download.LARGEST", 2**20)


def run(url, folder, *more):
    return main(["refresh", url, "--data", str(folder), "--keep", str(folder / "kept"), *more])


def refuse(talk, folder, capsys):
    """Run a refresh that must fail: what it says, in one line, with nothing written."""
    with serve_raw(talk) as address:
        assert run(f"{address}/{FILE}", folder, "--allow-private") == 1
    said, error = capsys.readouterr()
    assert said == ""
    assert error.count("\n") == 1
    assert "Traceback" not in error
    assert list(folder.iterdir()) == []
    return error


def say(*parts):
    def talk(connection):
        for part in parts:
            connection.sendall(part)

    return talk


@pytest.mark.parametrize(
    ("talk", "words"),
    [
        (say(b""), "cannot be fetched"),
        (say(b"nonsense\r\n\r\n"), "cannot be fetched"),
        (say(b"HTTP/1.1 99999 x\r\n\r\n"), "cannot be fetched"),
        (say(b"HTTP/1.1 204 x\r\n\r\n"), "204, no file"),
        (say(b"HTTP/1.1 503 x\r\n\r\n"), "its server answers 503"),
        (say(OK, b"X: y\r\n" * 200, b"\r\n"), "cannot be fetched"),
        (say(OK, b"X: ", b"y" * 70000, b"\r\n\r\n"), "cannot be fetched"),
        (say(OK, b"Content-Length: many\r\n\r\nPK"), "its length is no number"),
        (say(OK, b"Content-Length: -1\r\n\r\nPK"), "its length is no number"),
        (say(OK, b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nPK"), "cannot be fetched"),
        (say(OK, b"Content-Length: 9\r\n\r\nPK"), "cannot be fetched"),
        (say(OK, b"Content-Length: 9999999\r\n\r\nPK"), "over 1 MB"),
        (say(CHUNKED, b"zz\r\nPK\r\n0\r\n\r\n"), "cannot be fetched"),
        (say(CHUNKED, b"9\r\nPK"), "cannot be fetched"),
        (say(CHUNKED, b"f" * 70000), "cannot be fetched"),
        (say(OK, b"Content-Encoding: gzip\r\n\r\nPK no gzip"), "cannot be fetched"),
        (say(OK, b"Content-Encoding: " + b"gzip, " * 999 + b"\r\n\r\nPK"), "cannot be fetched"),
        (say(OK, b"Content-Type: text/html\r\n\r\n<h1>gone</h1>"), "'text/html', no workbook"),
        (say(b"HTTP/1.1 302 x\r\n\r\n"), "302, no file"),
        (say(b"HTTP/1.1 302 x\r\nLocation: /again\r\n\r\n"), "more than 5 redirects"),
        (say(b"HTTP/1.1 302 x\r\nLocation: file:///etc/passwd\r\n\r\n"), "no address of the web"),
        (say(b"HTTP/1.1 302 x\r\nLocation: ftp://127.0.0.1/\r\n\r\n"), "no address of the web"),
        (say(b"HTTP/1.1 302 x\r\nLocation: http://[bad/\r\n\r\n"), "no address of the web"),
        (say(b"HTTP/1.1 302 x\r\nLocation: http://\xff\x00\r\n\r\n"), "no address of the web"),
        (say(b"HTTP/1.1 302 x\r\nLocation: http://a:b@c/\r\n\r\n"), "no address of the web"),
    ],
)
def test_an_answer_that_is_no_list_is_said(tmp_path, capsys, talk, words):
    assert words in refuse(talk, tmp_path, capsys)


@pytest.mark.parametrize("redirected", [False, True])
def test_an_endless_body_is_left(tmp_path, capsys, redirected):
    sent = []

    def talk(connection):
        connection.sendall(
            b"HTTP/1.1 302 x\r\nLocation: /x\r\n\r\n" if redirected else OK + b"\r\n"
        )
        for _ in range(MOST):
            connection.sendall(ZEROS)
            sent.append(len(ZEROS))

    error = refuse(talk, tmp_path, capsys)
    assert ("more than 5 redirects" if redirected else "over 1 MB") in error
    # Some megabytes go into the buffers of the machine's own connections.
    assert sum(sent) < (6 if redirected else 1) * MOST * len(ZEROS)


def test_what_unpacks_to_too_much_is_left(tmp_path, capsys):
    bomb = gzip.compress(bytes(50 * 2**20))
    tracemalloc.start()
    error = refuse(say(OK, b"Content-Encoding: gzip\r\n\r\n", bomb), tmp_path, capsys)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "over 1 MB" in error
    assert peak < 4 * 2**20


@pytest.mark.slow
@pytest.mark.parametrize(
    ("begin", "drop"),
    [
        (OK + b"\r\n", b"P"),
        (OK + b"Content-Length: 9999\r\n\r\n", b"P"),
        (OK + b"X: ", b"y"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (CHUNKED, b"1\r\nP\r\n"),
        (CHUNKED, b"0"),
    ],
)
def test_a_slow_drip_ends(tmp_path, capsys, monkeypatch, begin, drop):
    monkeypatch.setattr("geo.ingest.download.LONGEST", 0.5)
    ended = []

    def talk(connection):
        connection.sendall(begin)
        for _ in range(MOST):
            time.sleep(0.1)
            connection.sendall(drop)
        ended.append("nobody cut it off")

    assert "it takes longer than" in refuse(talk, tmp_path, capsys)
    assert ended == []


def test_a_silent_server_is_left(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("geo.ingest.download.SILENCE", 0.1)
    heard = threading.Event()
    try:
        error = refuse(lambda connection: heard.wait(20), tmp_path, capsys)
    finally:
        heard.set()
    assert "timed out" in error


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://127.0.0.1/{}", "no address of the web"),
        ("file:///etc/{}", "no address of the web"),
        ("http:///{}", "no address of the web"),
        ("http://[::1/{}", "no address of the web"),
        ("http://a\0b/{}", "no address of the web"),
        ("http://1.2.3.4:99999/{}", "no address of the web"),
        ("http://user:word@127.0.0.1/{}", "no address of the web"),
        (f"http://{'a' * 300}/{{}}", "cannot be fetched"),
        (f"http://127.0.0.1/{'a' * 300}{{}}", "no name for a file"),
        ("http://127.0.0.1/a%00b{}", "no name for a file"),
        ("http://127.0.0.1/a%1b{}", "no name for a file"),
        ("http://127.0.0.1/{}", "inside a network"),
        ("http://localhost/{}", "inside a network"),
        ("http://2130706433/{}", "inside a network"),
        ("http://0x7f.1/{}", "inside a network"),
        ("http://0/{}", "inside a network"),
        ("https://[::ffff:10.0.0.1]/{}", "inside a network"),
        ("http://169.254.169.254/{}", "inside a network"),
    ],
)
def test_an_address_that_is_not_asked_is_said(tmp_path, capsys, url, words):
    assert run(url.format(FILE), tmp_path) == 1
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1
    assert len(error) < 700
    assert "word" not in error


def test_only_addresses_open_to_all_are_public():
    public = "8.8.8.8 2606:4700::1111 64:ff9b::808:808 ::ffff:8.8.8.8"
    inside = (
        "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.16.0.1 192.168.1.1 192.0.2.1 "
        "198.18.0.1 224.0.1.1 240.0.0.1 255.255.255.255 :: ::1 ::ffff:10.0.0.1 ::7f00:1 "
        "64:ff9b::7f00:1 64:ff9b:1::1 100::1 2001:db8::1 2002:7f00:1:: 3fff::1 5f00::1 fc00::1 "
        "2001:0:4136:e378:8000:63bf:3fff:fdd2 fd00::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1"
    )
    assert [address for address in public.split() if not is_public(address)] == []
    assert [address for address in inside.split() if is_public(address)] == []


def test_a_redirect_into_a_network_is_not_followed(tmp_path, monkeypatch):
    monkeypatch.setattr("geo.ingest.hosts.is_public", lambda address: address == "127.0.0.1")
    leads = b"HTTP/1.1 301 x\r\nLocation: http://127.0.0.2:1/x\r\n\r\n"
    with (
        serve_raw(say(leads)) as address,
        pytest.raises(SourceError, match=r"127\.0\.0\.2, which lies inside a network"),
    ):
        download(address, tmp_path / "file")


def test_a_name_that_changes_its_address_is_asked_where_it_was_checked(tmp_path, monkeypatch):
    """As a hostile server of names does: a public address first, then one of the network."""
    monkeypatch.setattr("geo.ingest.hosts.is_public", lambda address: address == "127.0.0.1")
    look_up, told = socket.getaddrinfo, ["127.0.0.1", "10.0.0.1", "10.0.0.1"]
    asked = []

    def answer(host, *rest, **named):
        return look_up(told.pop(0) if host == "lists.example" else host, *rest, **named)

    def talk(connection):
        asked.append(connection.getsockname()[0])
        connection.sendall(OK + b"Content-Length: 2\r\n\r\nPK")

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    with serve_raw(talk) as address:
        port = address.rpartition(":")[2]
        download(f"http://lists.example:{port}/x", tmp_path / "file")
    assert asked == ["127.0.0.1"]
    assert len(told) == 2
    assert (tmp_path / "file").read_bytes() == b"PK"


@pytest.mark.parametrize(
    "header",
    [
        b"Fri, 31 Dec 9999 23:59:59 GMT",
        b"Mon, 01 Jan 0001 00:00:00 GMT",
        b"Mon, 99 Foo 2026 00:00:00",
        b"1" * 5000,
        b"\xff\xfe",
        b"",
    ],
)
def test_a_day_that_is_none_is_not_taken(tmp_path, capsys, header):
    path = write_workbook(tmp_path / "list.xlsx", [print_row("Bay County Sheriff's Office")])
    answer = OK + b"Last-Modified: " + header + b"\r\n\r\n" + path.read_bytes()
    with serve_raw(say(answer)) as address:
        assert run(f"{address}/list.xlsx", tmp_path, "--allow-private") == 1
    assert "--published YYYY-MM-DD" in capsys.readouterr().err


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(["http://", "https://", "HTTP://", "ftp://", "//", "http:", "x", "http://["]),
    st.text(max_size=40),
    st.sampled_from([".xlsx", "/l.xlsx", "/%00.xlsx", "?x.xlsx", "#.xlsx", ":1/x.xlsx", "]/.xlsx"]),
)
def test_no_address_ends_in_a_traceback(tmp_path, monkeypatch, begin, text, end):
    def know_none(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", know_none)
    assert run(f"{begin}{text}{end}", tmp_path) == 1


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes its certificate with openssl")
@pytest.mark.parametrize(("host", "words"), [("lists.example", ""), ("other.example", "match")])
def test_a_certificate_is_held_to_the_name_that_was_asked(tmp_path, monkeypatch, host, words):
    key, made = tmp_path / "key", tmp_path / "certificate"
    command = "openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -days 2"
    command += f" -subj /CN=x -addext subjectAltName=DNS:lists.example -keyout {key} -out {made}"
    subprocess.run(command.split(), check=True, capture_output=True)
    look_up = socket.getaddrinfo
    monkeypatch.setattr("certifi.where", lambda: str(made))
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda name, *rest, **more: look_up("127.0.0.1", *rest, **more)
    )
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    secure.load_cert_chain(made, key)

    def talk(connection):
        connection.sendall(OK + b"Content-Length: 2\r\n\r\nPK")

    with serve_raw(talk, secure) as address:
        url = f"https://{host}:{address.rpartition(':')[2]}/x"
        if words:
            with pytest.raises(SourceError, match=words):
                download(url, tmp_path / "file", allow_private=True)
        else:
            download(url, tmp_path / "file", allow_private=True)
            assert (tmp_path / "file").read_bytes() == b"PK"
