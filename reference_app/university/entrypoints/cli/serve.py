"""`university serve`: the site on this machine."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import click
from flask import Flask
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import make_server

from university.application.campus import Seeding
from university.application.ports.clock import Clock
from university.entrypoints.cli import service

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

HOST = "127.0.0.1"


@click.command("serve")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one."
)
@click.option("--prefix", default="", metavar="PATH", help="Serve below this path, such as /university.")
def command(port: int, prefix: str) -> None:
    """Show the site on this machine only; an empty store is filled with the demonstration campus first."""
    seeding = service(Seeding)
    seeding.fill(service(Clock).now().date())
    site = _below(prefix.strip("/"), service(Flask))
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
        except OSError:
            message = f"Port {port} is in use. Choose another: university serve --port {port + 1}"
            raise click.ClickException(message) from None
        listener.listen()
        port = listener.getsockname()[1]
        path = f"/{prefix.strip('/')}/".replace("//", "/")
        click.echo(f"Aldermoor University: http://{HOST}:{port}{path}  (Ctrl-C ends it)")
        for hint in seeding.hints():
            click.echo(hint)
        # Ctrl-C ends this call; Werkzeug sees to it.
        make_server(HOST, port, site, threaded=True, fd=listener.fileno()).serve_forever()
        click.echo("Closed.")


def _below(prefix: str, site: Flask) -> WSGIApplication:
    return DispatcherMiddleware(NotFound(), {f"/{prefix}": site}) if prefix else site
