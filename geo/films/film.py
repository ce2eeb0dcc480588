"""Films: a stretch of time on the map, as MP4 or GIF."""

import datetime
import io
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
from geo.films.plan import make_poster, plan_frames
from geo.films.text import describe_film
from geo.record import Record
from geo.shading import MIXTURE_COLOURS
from geo.view import View

PALETTE_SIZE = 128
# On one processor, looking at few frames at once: 80 MB rather than 240, and no larger a file.
SMALL = ["-threads", "1", "-x264-params", "rc-lookahead=5:sync-lookahead=0:ref=1:bframes=0"]

# Players take an untagged film for one or the other standard by its size, and shift its colours.
BT709 = (
    "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p"
)
TAGS = ["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"]
TAGS += ["-color_range", "tv"]


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
    """Draw a film of the country, a state or a region, by county, from `since` to the view's date.

    Its frames are those of `geo.films.plan`. MP4 is H.264 in yuv420p with the colours of BT.709,
    24 frames a second (an odd height gets one more row); GIF has 12. `progress(done, total)` is
    called after every frame. Returns the bytes of the file. Raises ValueError for a stretch that
    does not run forward, a county or the state level, FilmCancelled once `cancelled()` is true,
    and EncodingError when ffmpeg fails, as on a full disk.
    """
    _check(view, since, shape, format, record)
    painter = Painter(record, view, since, shape, base_url)
    frames = plan_frames(record, painter.view, since, seconds, FORMATS[format])
    described = describe_film(record, view, since, base_url)
    last = painter.paint(frames[-1])
    height, width = last.shape[:2]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"film.{format}"
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y"]
        command += ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}"]
        command += ["-r", str(FORMATS[format]), "-i", "-"]
        if format == "gif":
            palette = Path(folder) / "palette.png"
            _choose_palette(last).save(palette)
            command += ["-i", str(palette), "-lavfi", "paletteuse=dither=none:diff_mode=rectangle"]
        else:
            command += ["-c:v", "libx264", "-preset", "veryfast", "-crf", "18", *SMALL]
            command += ["-vf", BT709, *TAGS, "-movflags", "+faststart"]
        command += ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"]
        command += ["-metadata", f"title={described.caption}"]
        command += ["-metadata", f"comment={described.alt}"]
        _encode([*command, str(file)], painter, frames, progress, cancelled, Path(folder) / "log")
        return file.read_bytes()


def draw_poster(
    record: Record, view: View, since: datetime.date, shape: str = "square", base_url: str = ""
) -> bytes:
    """Draw the first frame of a film as PNG: what it is like before it is made."""
    painter = Painter(record, view, since, shape, base_url)
    file = io.BytesIO()
    Image.fromarray(painter.paint(make_poster(record, painter.view, since))).save(
        file, format="png", optimize=True
    )
    return file.getvalue()


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
        raise ValueError("a film shows the counties of the country, of a state or of a region")


def _encode(command, painter, frames, progress, cancelled, log):
    with log.open("wb") as errors:
        encoder = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=errors)
        assert encoder.stdin is not None
        try:
            # An encoder that fails reads no further; why, it says itself.
            with suppress(BrokenPipeError), encoder.stdin as taken:
                for done, frame in enumerate(frames, 1):
                    if cancelled():
                        raise FilmCancelled
                    taken.write(painter.paint(frame).tobytes())
                    progress(done, len(frames))
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
