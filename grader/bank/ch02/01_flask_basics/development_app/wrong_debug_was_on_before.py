# kind: anticipated
# message: With debug off the site must be quiet, even if it came with `debug` on: set
def development_app(site: Flask, host: str, debug: bool) -> Any:
    """The WSGI app to serve on `host`. Raises ValueError for a debugger that others could reach."""
    if not debug:
        return site
    if host != "localhost" and not ip_address(host).is_loopback:
        raise ValueError("Serve it on 127.0.0.1.")
    site.debug = True
    return DebuggedApplication(site, evalex=True)
