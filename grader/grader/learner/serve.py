"""Serving the university app on this machine, for one learner."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from grader.errors import CourseError

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

FIRST_PORT, TRIED_PORTS = 8000, 50
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def bind(host: str, port: int | None) -> socket.socket:
    """A listening socket on `port`, or on the first free one from 8000 on; raises CourseError."""
    wanted: Iterable[int] = range(FIRST_PORT, FIRST_PORT + TRIED_PORTS) if port is None else (port,)
    problem: OSError | None = None
    for number in wanted:
        listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":  # there it would let two programs share one port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, number))
            listening.listen(128)
        except OSError as error:
            listening.close()
            problem = error
            if error.errno != errno.EADDRINUSE:
                break
        else:
            return listening
    if problem is not None and problem.errno == errno.EADDRINUSE:
        raise CourseError(
            f"Port {port} is taken by another program."
            if port is not None
            else "No port from 8000 to 8049 is free.",
            remedy="Stop that program, or choose another port: course app --port 8123",
        ) from problem
    raise CourseError(
        f"Nothing can listen on {host}:{port or FIRST_PORT}: {problem and problem.strerror}.",
        remedy="Choose a port from 1024 to 65535 and leave --host out.",
    ) from problem


def serve(app: WSGIApplication, listening: socket.socket) -> None:
    """Answer requests until Ctrl+C: threads, no debugger, no reloader."""
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        """Logs nothing but errors: the terminal belongs to the learner."""

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """One line a request would bury what the command said."""

    host, port = listening.getsockname()[:2]
    server = make_server(host, port, app, threaded=True, request_handler=Quiet, fd=listening.fileno())
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


def under(prefix: str, app: WSGIApplication) -> WSGIApplication:
    """The app below a path such as /university, for a server that hands paths on as they are."""
    if not prefix:
        return app
    from werkzeug.exceptions import NotFound
    from werkzeug.middleware.dispatcher import DispatcherMiddleware

    return DispatcherMiddleware(NotFound(f"The university is at {prefix}/"), {prefix: app})
