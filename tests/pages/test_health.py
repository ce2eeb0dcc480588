"""Who runs the server asks it whether there is a record to show."""

import pytest
from starlette.requests import Request

from geo.figure.current import Current
from geo.pages import server

ASKED = Request({"type": "http", "headers": []})


def test_health_is_green_with_a_record():
    assert server.tell_health(ASKED).status_code == 200


def test_health_is_red_without_one_and_names_the_file(tmp_path, monkeypatch):
    monkeypatch.setattr(server, "CURRENT", Current(tmp_path / "data", static=tmp_path / "static"))
    answer = server.tell_health(ASKED)
    assert answer.status_code == 503
    assert "manifest.json" in bytes(answer.body).decode()


@pytest.mark.parametrize("path", ["/", "/health"])
def test_routes_are_there(path):
    assert path in {route.path for route in server.ROUTES}
