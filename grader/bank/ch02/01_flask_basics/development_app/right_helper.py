# kind: anticipated
def is_loopback(host):
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def development_app(site: Flask, host: str, debug: bool) -> Any:
    """The WSGI app to serve on `host`. Raises ValueError for a debugger that others could reach."""
    if debug and not is_loopback(host):
        raise ValueError("Choose localhost or switch debug off.")
    site.debug = debug
    return DebuggedApplication(site, evalex=True, pin_security=True, pin_logging=False) if debug else site
