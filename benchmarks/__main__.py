"""Run the measurements: `python -m benchmarks [--sources DIR]`, or one of `load`, `many`."""

import argparse
import subprocess
import sys
from pathlib import Path

from benchmarks import load, many, pages, playback, share, site, start

if sys.argv[1:2] == ["load"]:
    sys.exit(load.main(sys.argv[2:]))
if sys.argv[1:] == ["many"]:
    sys.exit(many.main())
parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
parser.add_argument("--sources", type=Path, help="folder of raw lists; measures the rebuild too")
arguments = parser.parse_args()
if arguments.sources:
    subprocess.run([sys.executable, "-m", "benchmarks.ingest", arguments.sources], check=True)
start.main()
playback.run()
pages.main()
load.main([])
share.main()
many.main()
site.main()
