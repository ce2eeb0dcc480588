"""Films: a stretch of time on the map, as MP4 or GIF."""

import datetime
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from PIL import Image

from geo.films.formats import FORMATS, SHAPES
from geo.films.frames import Painter
from geo.record import Record
from geo.shading import MIXTURE_COLOURS
from geo.view import View

HOLD_SECONDS = 2
PALETTE_SIZE = 128
# On one processor, looking at few frames at once: 80 MB rather than 240, and no larger a file.
SMALL = ["-threads", "1", "-x264-params", "rc-lookahead=5:sync-lookahead=0:ref=1:bframes=0"]


class FilmCancelled(Exception):
    """The film was no longer wanted."""


class EncodingError(Exception):
    """The encoder could not make the film; the message has its own words."""


def draw_film(
    record: Record,
    view: View,
    since: datetime.date,
    shape: str = "square",
    format: str = "mp4",
    base_url: str = "",
    seconds: float = 20,
    progress: Callable[[int, int], None] = lambda done, total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> bytes:
    """Draw a film of the country or a state, by county, from `since` to the view's date.

    The last frame is held for two of the `seconds`. MP4 is H.264 in yuv420p, 24 frames a
    second (an odd height gets one more row); GIF has 12. `progress(done, total)` is called
    after every frame. Returns the bytes of the file. Raises ValueError for a stretch that does
    not run forward, a county or the state level, FilmCancelled once `cancelled()` is true, and
    EncodingError when ffmpeg fails, as on a full disk.
    """
    _check(view, since, shape, format, record)
    painter = Painter(record, view, since, shape, base_url)
    days = list_days(since, view.date, seconds, FORMATS[format])
    height, width = painter.paint(view.date).shape[:2]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"film.{format}"
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y"]
        command += ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}"]
        command += ["-r", str(FORMATS[format]), "-i", "-"]
        if format == "gif":
            palette = Path(folder) / "palette.png"
            _choose_palette(painter.paint(view.date)).save(palette)
            command += ["-i", str(palette), "-lavfi", "paletteuse=dither=none:diff_mode=rectangle"]
        else:
            command += ["-c:v", "libx264", "-preset", "veryfast", "-crf", "18", *SMALL]
            command += ["-pix_fmt", "yuv420p", "-movflags", "+faststart"]
        command += ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"]
        _encode([*command, str(file)], painter, days, progress, cancelled, Path(folder) / "log")
        return file.read_bytes()


def list_days(
    since: datetime.date, until: datetime.date, seconds: float, rate: int
) -> list[datetime.date]:
    """List the day of every frame: evenly from `since` to `until`, the last one held."""
    total = round(seconds * rate)
    moving = max(total - round(HOLD_SECONDS * rate), 2)
    steps = np.linspace(0, (until - since).days, moving).round().astype(int).tolist()
    days = [since + datetime.timedelta(days=step) for step in steps]
    return days + [until] * (total - moving)


def _check(view, since, shape, format, record):
    if shape not in SHAPES:
        raise ValueError(f"shape: {shape!r}; expected {', '.join(SHAPES)}")
    if format not in FORMATS:
        raise ValueError(f"format: {format!r}; expected {', '.join(FORMATS)}")
    if not record.first <= since < view.date:
        raise ValueError(
            f"since: {since}; expected a date from {record.first} to before {view.date}"
        )
    if record.places[view.place].is_county or view.level == "state":
        raise ValueError("a film shows the counties of the country or of a state")


def _encode(command, painter, days, progress, cancelled, log):
    with log.open("wb") as errors:
        encoder = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=errors)
        assert encoder.stdin is not None
        try:
            # An encoder that fails reads no further; why, it says itself.
            with suppress(BrokenPipeError), encoder.stdin as frames:
                for done, day in enumerate(days, 1):
                    if cancelled():
                        raise FilmCancelled
                    frames.write(painter.paint(day).tobytes())
                    progress(done, len(days))
            status = encoder.wait()
        finally:
            if encoder.poll() is None:
                encoder.kill()
                encoder.wait()
    if status:
        said = log.read_text(errors="replace").strip()
        raise EncodingError(f"ffmpeg: {said or f'ended with status {status}'}")


def _choose_palette(frame):
    """Choose the colours of a GIF from its last frame, those of the fills among them."""
    fills = [int(colour[i : i + 2], 16) for colour in MIXTURE_COLOURS for i in (1, 3, 5)]
    common = Image.fromarray(frame).quantize(PALETTE_SIZE).getpalette() or []
    colours = fills + common[: 3 * PALETTE_SIZE]
    colours += colours[-3:] * (256 - len(colours) // 3)
    palette = np.array(colours, np.uint8).reshape(16, 16, 3)
    return Image.fromarray(palette)
