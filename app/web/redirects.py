"""Where a form may send a person afterwards: only to a page of ours."""


def own_page(address: str, otherwise: str = "/") -> str:
    """`address` if it is a path on this server, else `otherwise`.

    Browsers take a backslash for a slash and skip control characters, so neither may be in it.
    """
    is_path = address.startswith("/") and not address.startswith("//")
    is_plain = address.isprintable() and "\\" not in address
    return address if is_path and is_plain else otherwise
