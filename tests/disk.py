"""A disk that fills up."""

import resource
from contextlib import contextmanager


@contextmanager
def fill_disk(size):
    """Let no file of this process and its children grow beyond a size in bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
