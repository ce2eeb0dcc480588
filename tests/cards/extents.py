"""Where the texts of a card stand, to find those that are cut off or meet another."""

import itertools


def find_clashes(card):
    """Find texts of a card that leave the sheet's margins or overlap: a list of sentences."""
    sheet = card.sheet
    margin = 0.02 * sheet.width
    boxes = [
        (text.get_text(), text.get_window_extent())
        for text in sheet.page.texts
        if text.get_text().strip() and text.get_gid() != "halo"
    ]
    clashes = [
        f"{text!r} leaves the sheet"
        for text, box in boxes
        if box.x0 < margin
        or box.x1 > sheet.width - margin
        or box.y0 < 0.01 * sheet.height
        or box.y1 > sheet.height * 0.99
    ]
    # Ascenders and descenders that are not there may meet: lines are set solid.
    for (text, box), (other_text, other) in itertools.combinations(boxes, 2):
        wide = min(box.x1, other.x1) - max(box.x0, other.x0)
        high = min(box.y1, other.y1) - max(box.y0, other.y0)
        if wide > 1 and high > 0.25 * min(box.height, other.height):
            clashes.append(f"{text!r} meets {other_text!r}")
    return clashes
