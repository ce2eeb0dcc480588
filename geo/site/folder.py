"""The folder of a static site: filled beside its place, then moved in file by file."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from geo.files import hash_name, lock_folder, write_whole

MARK = '<meta name="generator" content="287(g) Atlas">'
# Names the site's files, one a line: what a later build may replace and remove.
MANIFEST = ".atlas-files"
BUILDING = ".atlas-building"


class Folder:
    """A folder that is being filled; `paths` are the files in it, relative and with slashes."""

    def __init__(self, root: str | Path):
        self.root = Path(root)

    @property
    def paths(self) -> list[str]:
        """The files written so far, sorted."""
        files = (path for path in self.root.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.root).as_posix() for path in files)

    def write(self, path: str, content: str | bytes) -> str:
        """Write text or bytes to a path: the path."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    def write_hashed(self, path: str, content: str | bytes) -> str:
        """Write a file under its hashed name: the path."""
        return self.write(hash_name(path, content), content)


@contextmanager
def replace_site(out: str | Path) -> Iterator[Folder]:
    """Fill a new `Folder` whose files take the place of an earlier site's when the block ends.

    A block that ends with an error changes nothing. Files move in one by one, pages after what
    they load; then those of the earlier site that are no more are removed. All else in `out`
    stays, which may be a link. Raises ValueError for a folder that holds something else than an
    earlier site and what hosts keep beside one (hidden files, CNAME), or whose files are in the
    way of the site's; BlockingIOError while another build fills it; OSError for one that cannot
    be written.
    """
    root = Path(out).resolve()
    if root.exists() and not root.is_dir():
        raise ValueError(f"{out}: expected the name of a folder, not of a file")
    made = not root.exists()
    root.mkdir(parents=True, exist_ok=True)
    try:
        earlier = _read_manifest(root)
        building = root / BUILDING
        with lock_folder(building):
            # What a build that was killed has left.
            shutil.rmtree(building / "new", ignore_errors=True)
            folder = Folder(building / "new")
            folder.root.mkdir()
            try:
                yield folder
                _move_in(folder, root, earlier)
            finally:
                shutil.rmtree(building)
    finally:
        if made and not any(root.iterdir()):
            root.rmdir()


def _read_manifest(root):
    """Read which files are an earlier site's; None for one that has no manifest yet."""
    manifest = root / MANIFEST
    if manifest.exists():
        paths = set(manifest.read_text("utf-8").splitlines())
        for path in paths:
            if not (root / path).parent.resolve().is_relative_to(root):
                raise ValueError(f"{manifest}: {path!r} lies outside the site; remove that line")
        return paths
    index = root / "index.html"
    if index.is_file() and MARK in index.read_text("utf-8", errors="replace"):
        return None
    for path in root.iterdir():
        if path.name != "CNAME" and not path.name.startswith("."):
            raise ValueError(
                f"{root}: holds something else than an earlier site, {path.name}; "
                "choose a new folder"
            )
    return set()


def _move_in(folder, root, earlier):
    paths = folder.paths
    if earlier is not None:
        for path in paths:
            if path not in earlier and _is_taken(root, path):
                raise ValueError(f"{root}: {path} is not the site's own; move it away")
    earlier = earlier or set()
    # Until all is moved both are the site's, so that the build after a crash tidies up.
    _write_manifest(root, earlier.union(paths))
    for path in sorted(paths, key=_rank):
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(folder.root / path, target)
    for path in earlier.difference(paths):
        _remove(root, path)
    _write_manifest(root, paths)


def _is_taken(root, path):
    """Whether something is there, or a file in place of one of its folders."""
    target = root / path
    parents = [parent for parent in target.parents if parent.is_relative_to(root)]
    return os.path.lexists(target) or any(os.path.isfile(parent) for parent in parents)


def _rank(path):
    """What pages load comes before the pages, and the first page last."""
    return path == "index.html", path.endswith(".html"), path.endswith((".xml", ".txt")), path


def _remove(root, path):
    """Remove a file of the site, and the folders that it leaves empty."""
    target = root / path
    if target.is_file():
        target.unlink()
    for parent in target.parents:
        if parent == root or not parent.is_dir() or any(parent.iterdir()):
            break
        parent.rmdir()


def _write_manifest(root, paths):
    write_whole(root / MANIFEST, "".join(f"{path}\n" for path in sorted(paths)))
