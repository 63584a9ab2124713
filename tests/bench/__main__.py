"""Run the measures named on the command line, or all."""

import json
import os
import sys

from tests.bench import answer, due, generation, http, pages, releases, size

MEASURES = {
    "answer": answer.measure,
    "http": http.measure,
    "due": due.measure,
    "generation": generation.measure,
    "releases": releases.measure,
    "size": size.measure,
    "pages": pages.measure,
}


def main() -> None:
    for name in sys.argv[1:] or MEASURES:
        for figures in MEASURES[name]():
            load = [round(value, 2) for value in os.getloadavg()]
            print(json.dumps({"measure": name, **figures, "load": load}), flush=True)  # noqa: T201


main()
