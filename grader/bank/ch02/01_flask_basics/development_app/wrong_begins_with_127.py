# kind: anticipated
# message: A name that begins like a loopback address belongs to somebody else: ask
def development_app(site: Flask, host: str, debug: bool) -> Any:
    """The WSGI app to serve on `host`. Raises ValueError for a debugger that others could reach."""
    site.debug = debug
    if not debug:
        return site
    if host not in ("localhost", "::1") and not host.startswith("127."):
        raise ValueError("Serve it on 127.0.0.1.")
    return DebuggedApplication(site, evalex=True)
