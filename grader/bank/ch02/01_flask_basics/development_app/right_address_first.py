# kind: anticipated
def development_app(site: Flask, host: str, debug: bool) -> Any:
    """The WSGI app to serve on `host`. Raises ValueError for a debugger that others could reach."""
    site.debug = debug
    if not debug:
        return site
    if host != "localhost" and not ip_address(host).is_loopback:
        raise ValueError(f"A debugger on {host!r} is open to everybody: serve it on 127.0.0.1.")
    return DebuggedApplication(site, evalex=True)
