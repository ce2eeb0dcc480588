"""The folder of a static site: written beside its place, and put there when it is whole."""

import contextlib
import hashlib
import tempfile
from pathlib import Path

MARK = '<meta name="generator" content="287(g) Atlas">'


class Folder:
    """A folder that is being filled; `paths` are the files in it, relative and with slashes."""

    def __init__(self, root):
        self.root = Path(root)

    @property
    def paths(self):
        """The files written so far, sorted."""
        files = (path for path in self.root.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.root).as_posix() for path in files)

    def write(self, path, content):
        """Write text or bytes to a path: the path."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    def write_hashed(self, path, content):
        """Write a file whose name carries a hash of its content, to be kept for ever."""
        content = content.encode("utf-8") if isinstance(content, str) else content
        stem, suffix = path.rsplit(".", 1)
        return self.write(f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{suffix}", content)


@contextlib.contextmanager
def replace_folder(out):
    """Fill a new `Folder` that takes the place of `out` when the block ends without an error.

    Raises ValueError for a folder that holds something else than an earlier site: it would be
    lost.
    """
    out = Path(out)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        index = out / "index.html"
        if not index.is_file() or MARK not in index.read_text("utf-8", errors="replace"):
            raise ValueError(
                f"{out}: holds something else than an earlier site; choose a new folder."
            )
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as working:
        folder = Folder(Path(working) / "new")
        folder.root.mkdir()
        yield folder
        if out.exists():
            out.rename(Path(working) / "old")
        folder.root.rename(out)
