"""How a connection gets from a client to a site in another process: through a door, without an address.

The client makes a pair of connected Unix sockets and passes one of them on. So a site needs neither a network
nor a place in the file system that both can reach, and nobody can put another server in its place.
"""

from __future__ import annotations

import itertools
import os
import socket
import struct

from grader.web.limits import NoAnswer

_NUMBER = struct.Struct("Q")


class Door:
    """The client's side of a door; `end` is one of a pair of Unix stream sockets; sites hold the other."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._end.setblocking(False)
        self._numbers = itertools.count(1)

    def open(self) -> tuple[int, socket.socket]:
        """A new connection, and the number by which a site finds its other end.

        Raises NoAnswer when nobody takes connections any more.
        """
        number = next(self._numbers)
        mine, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self._end, [_NUMBER.pack(number)], [theirs.fileno()])
        except OSError:
            mine.close()
            raise NoAnswer("takes no connection") from None
        return number, mine


def take(door: int, number: int) -> socket.socket:
    """The other end of the connection with this number; `door` is the descriptor of the sites' side.

    Ends that nobody took before, since something went wrong between, are dropped. Raises EOFError when the
    door is closed.
    """
    with socket.socket(fileno=os.dup(door)) as end:
        while True:
            data, descriptors, _, _ = socket.recv_fds(end, _NUMBER.size, 1)
            if not descriptors:
                raise EOFError("the client has gone")
            line = socket.socket(fileno=descriptors[0])
            if _NUMBER.unpack(data) == (number,):
                return line
            line.close()
