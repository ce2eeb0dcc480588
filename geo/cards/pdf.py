"""PDFs that say what they show: every text tagged in reading order, the map a figure with a text.

Words: a *part* is what screen readers read as one, as the headline or the map; all artists of a
sheet that belong to it carry its `gid`. What carries none is decoration.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from matplotlib.backends.backend_pdf import Name, PdfFile, Reference, RendererPdf, Verbatim
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from geo.cards.sheet import IMAGE_DPI


class Part(NamedTuple):
    """A kind of part: when it is read, its tag, and whether what follows belongs to it too."""

    turn: int
    tag: str
    joined: bool = True


MAP = Part(2, "Figure")
# By gid.
PARTS = {
    "headline": Part(0, "H1"),
    **dict.fromkeys(("deck", "remark"), Part(1, "P")),
    **dict.fromkeys(("fills", "stripes", "states", "neighbours"), MAP),
    **dict.fromkeys(("statewide", "place", "label"), MAP),
    "value": Part(3, "P", joined=False),
    "count": Part(3, "P"),
    "agency": Part(4, "P"),
    "key": Part(5, "P", joined=False),
    "trend": Part(6, "P"),
    "told": Part(7, "P", joined=False),
    "more": Part(7, "P"),
    "credit": Part(8, "P"),
    "source": Part(9, "P"),
    "address": Part(10, "P"),
}
# What matplotlib opens around others.
AROUND = ("figure", "axes")


class Page(NamedTuple):
    """A page to write: what is drawn, what its map says in words, and its language."""

    figure: Figure
    text: str
    language: str


@dataclass
class _Element:
    """A part of a page, with the numbers of the pieces drawn of it."""

    part: Part
    pieces: list[int] = field(default_factory=list)


def write_pdf(pages: Sequence[Page], title: str) -> bytes:
    """Write pages as a tagged PDF with a title, the same bytes for the same pages."""
    buffer = io.BytesIO()
    metadata = {"Creator": "287(g) Atlas", "Title": title, "CreationDate": None}
    file = _File(buffer, metadata, pages[0].language)
    drawn = []
    for page in pages:
        width, height = page.figure.get_size_inches()
        file.newPage(width, height)
        renderer = _Renderer(file, IMAGE_DPI, height, width)
        page.figure.draw(renderer)
        renderer.finalize()
        file.endStream()
        drawn.append(sorted(renderer.elements, key=lambda element: element.part.turn))
    file.write_tags(pages, drawn)
    file.finalize()
    file.close()
    return buffer.getvalue()


class _File(PdfFile):
    """A file of matplotlib's, with what it leaves out: the language, and the tags."""

    def __init__(self, buffer: io.BytesIO, metadata: dict, language: str):
        self._language = language
        super().__init__(buffer, metadata)

    def writeObject(self, object, contents):
        kind = contents.get("Type") if isinstance(contents, dict) else None
        if kind == Name("Catalog"):
            self._tree = self.reserveObject("tags")
            contents |= {
                "Lang": self._language,
                "MarkInfo": {"Marked": True},
                "StructTreeRoot": self._tree,
                "ViewerPreferences": {"DisplayDocTitle": True},
            }
        elif kind == Name("Page"):
            contents |= {"StructParents": len(self.pageList), "Tabs": Name("S")}
        super().writeObject(object, contents)

    def writePath(self, path, transform, clip=False, sketch=None):
        # A hundredth of a point is finer than any print.
        whole = transform.transform_path(path)
        rounded = Path(np.round(whole.vertices, 2), whole.codes)
        super().writePath(rounded, IdentityTransform(), clip, sketch)

    def write_tags(self, pages: Sequence[Page], drawn: Sequence[Sequence[_Element]]) -> None:
        """Write what the parts of each page are, in the order of reading."""
        document = self.reserveObject("document")
        sections, parents = [], []
        for index, (page, elements) in enumerate(zip(pages, drawn, strict=True)):
            section = self.reserveObject("section")
            tags = [self._write_element(element, section, page, index) for element in elements]
            content = {"P": document, "Lang": page.language, "K": tags}
            self._write_tag(section, "Sect", content)
            owners = {
                piece: tag
                for element, tag in zip(elements, tags, strict=True)
                for piece in element.pieces
            }
            parents += [index, [owners[piece] for piece in sorted(owners)]]
            sections.append(section)
        self._write_tag(document, "Document", {"P": self._tree, "K": sections})
        tree = {
            "Type": Name("StructTreeRoot"),
            "K": [document],
            "ParentTree": {"Nums": parents},
            "ParentTreeNextKey": len(pages),
        }
        self.writeObject(self._tree, tree)

    def _write_element(self, element, section, page, index):
        tag = self.reserveObject("tag")
        content = {"P": section, "Pg": self.pageList[index], "K": element.pieces}
        if element.part is MAP:
            content["Alt"] = page.text
        self._write_tag(tag, element.part.tag, content)
        return tag

    def _write_tag(self, reference: Reference, tag: str, content: dict) -> None:
        self.writeObject(reference, {"Type": Name("StructElem"), "S": Name(tag)} | content)


class _Renderer(RendererPdf):
    """Marks what is drawn: each piece of a part by number, all else as decoration."""

    def __init__(self, file, image_dpi, height, width):
        super().__init__(file, image_dpi, height, width)
        self.elements: list[_Element] = []
        self._pieces = 0

    def open_group(self, s, gid=None):
        if s in AROUND:
            return
        part = PARTS.get(gid or "")
        if part is None:
            self.file.output(Name("Artifact"), Verbatim(b"BMC"))
            return
        self._choose_element(part).pieces.append(self._pieces)
        self.file.output(Name(part.tag), {"MCID": self._pieces}, Verbatim(b"BDC"))
        self._pieces += 1

    def close_group(self, s):
        if s not in AROUND:
            self.file.output(Verbatim(b"EMC"))

    def _choose_element(self, part):
        """Choose the part that a piece belongs to: the one begun last of its turn, or a new one."""
        begun = [element for element in self.elements if element.part.turn == part.turn]
        if begun and part.joined:
            return begun[-1]
        self.elements.append(_Element(part))
        return self.elements[-1]
