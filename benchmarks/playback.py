"""How fast the map paints, plays, jumps and answers, beside the usual ways to draw it."""

import contextlib
import gzip
import subprocess
import sys
import time

import numpy as np
import psutil

from benchmarks.browser import find_frame, launch, median, open_packaged, open_page, p95, serve
from benchmarks.onlooker import CLICK

FRAME = 'iframe[title^="streamlit_folium"]'
AFTER_PAINT = """() => new Promise(done => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => done();
  channel.port2.postMessage(0);
}))"""
DAILY = f"""async days => {{
  const afterPaint = {AFTER_PAINT};
  const times = [];
  for (const day of days) {{
    const start = performance.now();
    atlas.takeFigure().set({{date: day}}, "way");
    await afterPaint();
    times.push(performance.now() - start);
  }}
  return times;
}}"""
JUMPS = f"""async ([first, last]) => {{
  const afterPaint = {AFTER_PAINT};
  const times = [];
  for (let i = 0; i < 21; i += 1) {{
    const start = performance.now();
    atlas.takeFigure().set({{date: i % 2 ? last : first}}, "way");
    await afterPaint();
    times.push(performance.now() - start);
  }}
  return times.slice(1);
}}"""
FRAMES = """async milliseconds => {
  const times = [];
  let before = performance.now();
  const end = before + milliseconds;
  await new Promise(done => {
    const frame = now => {
      times.push(now - before);
      before = now;
      if (now < end) requestAnimationFrame(frame); else done();
    };
    requestAnimationFrame(frame);
  });
  return times.slice(1);
}"""


UNITS = {"first load": "bytes", "websocket while playing": "bytes", "memory of a session": "MB"}
STEP_SHOWN = """wanted => [...document.querySelectorAll("iframe")].some(frame => {
  const step = frame.contentDocument?.body?.dataset.step;
  return wanted === null ? step !== undefined : step === wanted;
})"""


def list_days(first, last):
    """List the days of a stretch of time as ISO text."""
    return [str(day) for day in np.arange(first, np.datetime64(last) + 1, dtype="datetime64[D]")]


def measure_first_paint(browser, address, runs):
    """Measure from opening one of the usual ways on a warm server to its map, in ms."""
    return [_time_paint(open_packaged(browser), address, _find_step) for _ in range(runs + 1)][1:]


def measure_beside_empty(browser, address, empty, runs=10):
    """Measure the first paints of the Atlas and of an empty page in turns: two lists of ms."""
    times = [
        (
            _time_paint(open_page(browser), address, _find_atlas),
            _time_paint(open_page(browser), empty, _find_text),
        )
        for _ in range(runs + 1)
    ]
    return [list(each) for each in zip(*times[1:], strict=True)]


def _time_paint(page, address, find):
    start = time.perf_counter()
    page.goto(address)
    find(page).wait_for(state="attached")
    took = (time.perf_counter() - start) * 1000
    page.context.close()
    return took


def _find_atlas(page):
    return page.frame_locator(FRAME).locator(".atlas[data-ready=true]")


def _find_step(page):
    return page.frame_locator(FRAME).locator("body[data-step]")


def _find_text(page):
    return page.locator("#painted")


def measure_atlas(browser, address, process):
    """Measure the Atlas: a dict of lists of ms, bytes and MB."""
    with serve("benchmarks/apps/empty.py") as (empty, _):
        paints, empties = measure_beside_empty(browser, address, empty)
    found = {"first paint": paints, "empty page": empties}
    page = open_page(browser)
    sizes, wire = [], []
    page.on("response", lambda response: sizes.append(response))
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.webSocketFrameSent", lambda event: wire.append(event))
    session.on("Network.webSocketFrameReceived", lambda event: wire.append(event))
    page.goto(f"{address}/?range=2002")
    _find_atlas(page).wait_for()
    # Each once: the frame takes what the page has asked for already.
    ours = {r.url: r for r in sizes if "/app/static/" in r.url or "/component/" in r.url}
    found["first load"] = [sum(len(gzip.compress(r.body(), 6)) for r in ours.values())]
    frame = find_frame(page)
    view = frame.evaluate("atlas.takeFigure().config.known")
    found["daily step"] = frame.evaluate(DAILY, list_days("2025-01-01", view["until"]))
    found["jump"] = frame.evaluate(JUMPS, [view["since"], view["until"]])
    wire.clear()
    frame.evaluate(
        """() => {
          const figure = atlas.takeFigure();
          figure.set({range: '2025', date: '2025-01-01'}, "page");
          figure.playback.play();
        }"""
    )
    found["frame while playing"] = frame.evaluate(FRAMES, 6000)
    found["websocket while playing"] = [
        sum(len(event["response"]["payloadData"]) for event in wire)
    ]
    pauses = []
    for _ in range(20):
        frame.evaluate("atlas.takeFigure().playback.playing || atlas.takeFigure().playback.play()")
        page.wait_for_timeout(150)
        start = time.perf_counter()
        date = frame.evaluate(
            "atlas.takeFigure().playback.pause(), atlas.takeFigure().scene.view.date"
        )
        page.frame_locator(FRAME).locator(f'.panel[data-date="{date}"]').wait_for()
        pauses.append((time.perf_counter() - start) * 1000)
    found["pause to panel"] = pauses
    found["click to panel"] = measure_clicks(frame)
    with busy_core():
        found["click with a busy core"] = measure_clicks(frame)
    found["pan and zoom frame"] = measure_movement(page, frame)
    found["memory of a session"] = [measure_memory(browser, address, process)]
    with other_film(browser, address):
        found["click during a film"] = measure_clicks(frame)
    page.context.close()
    return found


def measure_clicks(frame):
    """Measure from choosing a county to its panel, in ms, for twenty counties."""
    clicks = []
    for geoid in frame.evaluate(
        "atlas.takeFigure().places.counties.filter((_, i) => i % 150 === 7).slice(0, 20)"
        ".map(({ code }) => code)"
    ):
        clicks.append(1000 * frame.evaluate(CLICK, geoid))
    return clicks


@contextlib.contextmanager
def busy_core():
    """Keep one core busy meanwhile."""
    process = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def other_film(browser, address):
    """Let another reader draw a film meanwhile; it must not be done before we are."""
    page = open_page(browser)
    page.goto(address)
    _find_atlas(page).wait_for()
    page.get_by_role("button", name="Share").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Film").click()
    dialog.get_by_role("button", name="Make the film").click()
    dialog.get_by_role("button", name="Cancel").wait_for()
    yield
    assert dialog.get_by_role("button", name="Cancel").is_visible()
    page.context.close()


def measure_movement(page, frame):
    """Measure the frames while the map is dragged and zoomed, in ms."""
    frame.evaluate("atlas.takeFigure().set({place: ''})")
    page.wait_for_timeout(1500)
    box = page.locator(FRAME).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 400
    frame.evaluate(f"window.frames_ = ({FRAMES})(6000); 0")
    page.mouse.move(x, y)
    for _ in range(6):
        page.mouse.wheel(0, -120)
        page.wait_for_timeout(250)
    for shift in (-150, 150, -120, 120):
        page.mouse.down()
        page.mouse.move(x + shift, y + shift / 3, steps=12)
        page.mouse.up()
    for _ in range(6):
        page.mouse.wheel(0, 120)
        page.wait_for_timeout(250)
    return frame.evaluate("window.frames_")


def measure_memory(browser, address, process, sessions=20):
    """Measure the server's memory for each of some open pages, in MB."""
    server = psutil.Process(process.pid)
    before = server.memory_info().rss
    pages = [open_page(browser) for _ in range(sessions)]
    for page in pages:
        page.goto(address)
        after = server.memory_info().rss
    for page in pages:
        page.context.close()
    return (after - before) / sessions / 1e6


def measure_rerendered(browser, address):
    """Measure the baseline that renders a folium.GeoJson anew for each step."""
    found = {"first paint": measure_first_paint(browser, address, runs=3)}
    page = open_packaged(browser)
    page.goto(address)
    page.wait_for_function(STEP_SHOWN, arg=None)
    step = int(find_frame(page).evaluate("document.body.dataset.step"))
    page.get_by_role("slider").focus()
    times = []
    for next_step in range(step + 1, step + 8):
        start = time.perf_counter()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(STEP_SHOWN, arg=str(next_step))
        times.append((time.perf_counter() - start) * 1000)
    found["monthly step"] = times
    page.context.close()
    return found


def print_table(name, found):
    """Print a row per measurement: median and 95th percentile."""
    for what, values in found.items():
        print(
            f"{name:28} {what:24} median {median(values):10.1f} {UNITS.get(what, 'ms'):5} "
            f"p95 {p95(values):10.1f}  n={len(values)}",
            flush=True,
        )


def run():
    """Run every measurement and print the table."""
    with launch() as browser:
        with serve("streamlit_app.py") as (address, process):
            atlas = measure_atlas(browser, address, process)
            print_table("Atlas", atlas)
        with serve("benchmarks/apps/rerendered.py") as (address, _):
            naive = measure_rerendered(browser, address)
            print_table("folium.GeoJson re-rendered", naive)
        with serve("benchmarks/apps/time_slider.py") as (address, _):
            slider = {"first paint": measure_first_paint(browser, address, runs=1)}
            print_table("TimeSliderChoropleth", slider)
    step = median(naive["monthly step"]) / median(atlas["daily step"])
    paint = median(atlas["first paint"]) / median(naive["first paint"])
    beside = median(atlas["first paint"]) / median(atlas["empty page"])
    sooner = median(slider["first paint"]) / median(atlas["first paint"])
    print(f"a step is {step:.0f} times faster than re-rendering")
    print(f"first paint takes {paint:.2f} of re-rendering's, and is {sooner:.1f} times sooner")
    print(f"than TimeSliderChoropleth's; it takes {beside:.2f} of an empty Streamlit page's")
