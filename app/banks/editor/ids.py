"""Several controls of one kind on a page, each with ids and names of its own."""

import re

from markupsafe import Markup

_NAMED = re.compile(r' (id|for|name|aria-describedby|aria-labelledby|list)="([^"]+)"')


def prefixed(html: Markup, prefix: str) -> Markup:
    """Our own markup with every id and name, and all that points at one, under `prefix`."""

    def own(match: re.Match[str]) -> str:
        ids = " ".join(f"{prefix}-{each}" for each in match[2].split())
        return f' {match[1]}="{ids}"'

    return Markup(_NAMED.sub(own, str(html)))  # noqa: S704  # it was markup before
