"""The style of what the pages beside the map tell, on the live page and the static site."""

from pathlib import Path

STYLES = sorted(Path(__file__).resolve().parent.glob("*.css"))
