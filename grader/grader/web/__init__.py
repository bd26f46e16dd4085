"""Exercises that are servers, asked as servers: HTTP and WebSocket over a Unix socket.

`site.open_site` puts a learner's WSGI or ASGI app behind a socket, in the process where the app lives.
`client.Client` and `websocket.websocket` speak to that socket from wherever the verdict is formed, and trust
nothing that comes back.
"""
