"""A PDF that says what it shows: tagged as a figure with its text, with title and language.

matplotlib writes none of this. It is added as PDF allows any change: at the end of the file, as
new versions of the catalogue and the page, found by a new table of places.
"""

import re

CATALOGUE = re.compile(rb"(\d+) 0 obj\s*<< (/Type /Catalog.*?) >>\s*endobj", re.S)
PAGE = re.compile(rb"(\d+) 0 obj\s*<< (/Type /Page\s.*?) >>\s*endobj", re.S)
CONTENTS = re.compile(rb"/Contents (\d+ 0 R)")
SIZE = re.compile(rb"/Size (\d+)")
BOX = re.compile(rb"/MediaBox (\[.*?\])")
START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref", re.S)


def tag_pdf(pdf: bytes, text: str, language: str) -> bytes:
    """Tag the one page of a PDF as a figure that says `text`, in a language."""
    catalogue, page = _find(CATALOGUE, pdf), _find(PAGE, pdf)
    trailer, start = _find(TRAILER, pdf), _find(START, pdf)
    size = int(_find(SIZE, trailer[1])[1])
    tree, document, figure, before, after = range(size, size + 5)
    page_id, box, contents = int(page[1]), _find(BOX, page[2])[1], _find(CONTENTS, page[2])[1]
    marked = CONTENTS.sub(b"/Contents [%d 0 R %s %d 0 R]" % (before, contents, after), page[2])
    objects = {
        int(catalogue[1]): b"<< %s /Lang (%s) /MarkInfo << /Marked true >> /StructTreeRoot %d 0 R "
        b"/ViewerPreferences << /DisplayDocTitle true >> >>"
        % (catalogue[2], language.encode("ascii"), tree),
        page_id: b"<< %s /StructParents 0 /Tabs /S >>" % marked,
        tree: b"<< /Type /StructTreeRoot /K [%d 0 R] /ParentTree << /Nums [0 [%d 0 R]] >> "
        b"/ParentTreeNextKey 1 >>" % (document, figure),
        document: b"<< /Type /StructElem /S /Document /P %d 0 R /K [%d 0 R] >>" % (tree, figure),
        figure: b"<< /Type /StructElem /S /Figure /P %d 0 R /Pg %d 0 R /K 0 /Alt %s "
        b"/A << /O /Layout /BBox %s >> >>" % (document, page_id, _write_text(text), box),
        before: _write_stream(b"/Figure << /MCID 0 >> BDC\n"),
        after: _write_stream(b"\nEMC"),
    }
    return _append(pdf, objects, trailer[1], int(start[1]), size + 5)


def _find(pattern, pdf):
    """Find what every PDF of matplotlib has."""
    found = pattern.search(pdf)
    if found is None:
        raise ValueError(f"the PDF lacks {pattern.pattern!r}: expected one as matplotlib writes it")
    return found


def _append(pdf, objects, trailer, start, size):
    """Append objects to a PDF, with the table of their places."""
    file = bytearray(pdf.rstrip() + b"\n")
    places = {}
    for number, content in objects.items():
        places[number] = len(file)
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(file)
    file += b"xref\n" + b"".join(
        b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in sorted(places.items())
    )
    kept = SIZE.sub(b"/Size %d" % size, trailer)
    file += b"trailer\n<<%s/Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (kept, start, table)
    return bytes(file)


def _write_text(text):
    return b"<" + ("\ufeff" + text).encode("utf-16-be").hex().encode("ascii") + b">"


def _write_stream(content):
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
