"""Exercises that are servers, asked as servers: HTTP as bytes, WebSockets over Unix sockets.

A `site.Site` has a learner's WSGI or ASGI app answer requests, in the process where the app lives.
`client.Client` and `websocket.websocket` speak to it from wherever the verdict is formed, and trust nothing
that comes back.
"""
