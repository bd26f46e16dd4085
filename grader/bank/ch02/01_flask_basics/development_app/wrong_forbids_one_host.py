# kind: anticipated
# message: Every host that is not a loopback address is refused: say what is allowed
def development_app(site: Flask, host: str, debug: bool) -> Any:
    """The WSGI app to serve on `host`. Raises ValueError for a debugger that others could reach."""
    site.debug = debug
    if not debug:
        return site
    if host == "0.0.0.0":
        raise ValueError("Serve it on 127.0.0.1.")
    return DebuggedApplication(site, evalex=True)
