# kind: anticipated
# message: Without debug nobody gets a debugger and any host is right: look at `debug`
def development_app(site: Flask, host: str, debug: bool) -> Any:
    """The WSGI app to serve on `host`. Raises ValueError for a debugger that others could reach."""
    if host != "localhost" and not ip_address(host).is_loopback:
        raise ValueError("Serve it on 127.0.0.1.")
    site.debug = debug
    return DebuggedApplication(site, evalex=True) if debug else site
