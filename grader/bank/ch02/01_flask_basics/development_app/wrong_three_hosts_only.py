# kind: anticipated
# message: All of 127.0.0.0/8 and `::1` are this machine alone: there the debugger works,
def development_app(site: Flask, host: str, debug: bool) -> Any:
    """The WSGI app to serve on `host`. Raises ValueError for a debugger that others could reach."""
    site.debug = debug
    if not debug:
        return site
    if host not in ("localhost", "127.0.0.1", "::1"):
        raise ValueError("Serve it on 127.0.0.1.")
    return DebuggedApplication(site, evalex=True)
