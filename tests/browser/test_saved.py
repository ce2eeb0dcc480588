"""The map without Streamlit: one HTML file that plays from the disk."""

from geo.figure.draw import save_figure
from geo.record import read_record


def test_a_saved_map_plays_from_the_disk(chromium, tmp_path):
    path = tmp_path / "atlas.html"
    save_figure(read_record(), path)
    page = chromium.new_page(viewport={"width": 1200, "height": 800})
    errors, outside = [], []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: outside.append(request.url))
    page.goto(path.as_uri())
    page.locator(".atlas[data-ready=true]").wait_for()
    page.get_by_role("slider").press("Home")
    page.locator('.atlas[data-date="2025-01-01"]').wait_for()
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function("atlasFigure.view.date > '2025-02-01'")
    box = page.locator(".leaflet-container").bounding_box()
    assert box["height"] > 200
    page.close()
    assert errors == []
    assert [url for url in outside if not url.startswith(("file:", "data:"))] == []
