import pytest
from PIL import Image

from geo.__main__ import main
from tests.disk import fill_disk

FILM = ("film", "--place", "RI", "--since", "2026-05-01", "--seconds", 4)


def run(*arguments):
    main([str(argument) for argument in arguments])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "start"), [("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("a.pdf", b"%PDF")]
)
def test_card_is_written_and_described(tmp_path, capsys, name, start):
    out = tmp_path / name
    run("card", "--place", "fl", "--date", "2026-05-18", "--lang", "es", "--out", out)
    assert out.read_bytes().startswith(start)
    assert "El 18 de mayo de 2026" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.slow
def test_in_a_folder_the_view_names_the_file(tmp_path):
    view = ("--place", "RI", "--date", "2026-05-18", "--lang", "es", "--shape", "portrait")
    run("card", *view, "--scale", 2, "--out", tmp_path)
    (path,) = tmp_path.iterdir()
    assert path.name == "287g-atlas-ri-2026-05-18-es-portrait-2x.png"
    assert path.read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
def test_a_flyer_is_written(tmp_path, capsys):
    out = tmp_path / "a.pdf"
    run("flyer", "--place", "RI", "--date", "2026-05-18", "--out", out)
    assert out.read_bytes().startswith(b"%PDF")
    assert "Map of Rhode Island" in capsys.readouterr().out


def test_a_card_carries_what_the_reader_writes(tmp_path):
    out = tmp_path / "a.svg"
    own = ("--headline", "Ours", "--credit", "Daily", "--shape", "portrait")
    run("card", "--place", "RI", *own, "--out", out)
    assert ">Ours</text>" in out.read_text("utf-8")
    assert ">Daily</text>" in out.read_text("utf-8")


@pytest.mark.slow
def test_a_card_carries_a_logo_or_says_why_not(tmp_path, capsys):
    logo, out = tmp_path / "logo.png", tmp_path / "a.svg"
    Image.new("RGB", (90, 30)).save(logo)
    run("card", "--place", "RI", "--logo", logo, "--out", out)
    assert "data:image/png;base64," in out.read_text("utf-8")
    logo.write_bytes(b"no picture")
    with pytest.raises(SystemExit):
        run("card", "--place", "RI", "--logo", logo, "--out", out)
    said = capsys.readouterr().err
    assert f"--logo {logo}: The logo is no whole PNG or JPEG picture" in said
    with pytest.raises(SystemExit):
        run("card", "--place", "RI", "--logo", tmp_path / "none.png", "--out", out)
    assert "none.png: No such file" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("site", ["", "https://site.example"])
def test_a_card_prints_no_address_of_this_machine(tmp_path, monkeypatch, site):
    monkeypatch.setenv("ATLAS_SITE", site)
    out = tmp_path / "a.svg"
    local = ("--base-url", "http://127.0.0.1:8501")
    run("card", "--place", "RI", "--date", "2026-05-18", *local, "--out", out)
    printed = out.read_text("utf-8")
    assert "127.0.0.1" not in printed
    assert ("site.example/?date=2026-05-18&amp;place=RI" in printed) == bool(site)


@pytest.mark.slow
def test_film_is_written(tmp_path):
    out = tmp_path / "a.mp4"
    run(*FILM, "--out", out)
    assert b"ftyp" in out.read_bytes()[:16]


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["card", "--place", "ZZ"], "a state as FL, a county's GEOID as 12001, or up to"),
        (["card", "--date", "20260720"], "expected a date from 2002-07-02 to"),
        (["card", "--since", "2090-01-01"], "since='2090-01-01' can't be used: expected a date"),
        (["card", "--models", "jail,police"], "jail.warrant.task_force, joined by dots"),
        (["card", "--reach", "city"], "all, countywide, part"),
        (["card", "--level", "city"], "county, state"),
        (["card", "--measure", "area"], "counties, people, agreements"),
        (["card", "--lang", "fr"], "en, es"),
        (["card", "--lang", "es", "--place", "ZZ"], "place='ZZ' can't be used: expected a state"),
        (
            ["card", "--date", "2025-03-01", "--since", "2025-03-01"],
            "--since 2025-03-01: expected another date",
        ),
        (["card", "--shape", "round"], "'wide', 'square', 'portrait', 'tall', 'television'"),
        (["film", "--since", "2090-01-01"], "expected a date from"),
        (["film", "--since", "2025-01-01", "--seconds", "900"], "expected 4 to 120"),
        (["film", "--since", "2025-01-01", "--place", "12001"], "of a state or of a region"),
    ],
)
def test_bad_values_name_what_is_allowed_in_one_line(tmp_path, capsys, arguments, allowed):
    out = tmp_path / ("a.mp4" if arguments[0] == "film" else "a.png")
    with pytest.raises(SystemExit) as stopped:
        run(*arguments, "--out", out)
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert allowed in said
    assert said.count("\n") == 1
    assert not out.exists()


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("a.jpg", ".png, .svg, .pdf"),
        ("none/a.png", "there is no folder"),
    ],
)
def test_bad_file_names_say_what_is_expected(tmp_path, capsys, name, allowed):
    with pytest.raises(SystemExit) as stopped:
        run("card", "--out", tmp_path / name)
    assert stopped.value.code == 2
    assert allowed in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize(("command", "name"), [(("card",), "a.png"), (FILM, "a.gif")])
def test_a_full_disk_is_said_in_one_line_and_leaves_the_old_file(tmp_path, capsys, command, name):
    out = tmp_path / name
    out.write_text("old")
    with pytest.raises(SystemExit) as stopped, fill_disk(20_000):
        run(*command, "--out", out)
    assert stopped.value.code == 2
    assert "\n" not in capsys.readouterr().err.strip()
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize(
    ("command", "name"), [(("card", "--out"), "a.png"), ((*FILM, "--out"), "a.mp4")]
)
def test_a_folder_that_takes_no_files_is_said_before_anything_is_drawn(capsys, command, name):
    with pytest.raises(SystemExit) as stopped:
        run(*command, f"/proc/{name}")
    assert stopped.value.code == 2
    assert f"/proc/{name}: can't write there" in capsys.readouterr().err


@pytest.mark.parametrize("out", ["file", "file/site", "/proc/site"])
def test_a_site_that_has_no_place_is_said_in_one_line(tmp_path, capsys, out):
    (tmp_path / "file").write_text("old")
    with pytest.raises(SystemExit) as stopped:
        run("site", tmp_path / out, "--base-url", "https://atlas.example")
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert str(tmp_path / out) in said
    assert said.count("\n") == 1
    assert (tmp_path / "file").read_text() == "old"


def test_health_is_green_for_a_whole_record_and_red_for_a_damaged_one(copied, monkeypatch, capsys):
    monkeypatch.setattr("geo.__main__.ROOT", copied)
    run("health")
    assert "the record is whole" in capsys.readouterr().out
    table = copied / "data" / "population.csv"
    table.unlink()
    with pytest.raises(SystemExit) as stopped:
        run("health")
    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert "population.csv is missing. Restore it: git checkout" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("command", ["card", "film", "site", "publish", "health"])
def test_help_shows_examples(capsys, command):
    with pytest.raises(SystemExit) as stopped:
        run(command, "--help")
    assert stopped.value.code == 0
    assert f"python -m geo {command}" in capsys.readouterr().out.split("examples:")[1]


def test_panel_is_written(tmp_path, capsys, monkeypatch, small):
    monkeypatch.setattr("geo.record.read_record", lambda: small)
    run("panel", tmp_path / "a.csv")
    assert capsys.readouterr().out == "80 rows, 2019-04 to 2020-07\n"
    assert len((tmp_path / "a.csv").read_text("utf-8").splitlines()) == 81
    with pytest.raises(SystemExit):
        run("panel", tmp_path / "a.dta")
    assert "expected a name that ends in .csv, .zip, .parquet" in capsys.readouterr().err
