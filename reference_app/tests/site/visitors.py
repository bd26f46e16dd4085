"""Visitors of the site: a test client that signs in, and sends forms with their token."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from university.application.authentication import DEMO_PASSWORD
from university.domain.identity import User

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Visitor:
    """Somebody with a browser; with `user`, signed in."""

    def __init__(self, app: Flask, user: User | None = None) -> None:
        self.client = app.test_client()
        if user is not None:
            self.sign_in(user.email)

    def sign_in(
        self, email: str, password: str = DEMO_PASSWORD, status: int = 303, **more: str
    ) -> TestResponse:
        return self.post("/sign-in", status, email=email, password=password, **more)

    def get(self, path: str, status: int = 200) -> str:
        """The page as text, without its entities."""
        response = self.client.get(path)
        assert response.status_code == status, f"GET {path}: {response.status_code}, not {status}."
        return unescape(response.text)

    def post(self, path: str, status: int = 303, **fields: Any) -> TestResponse:
        """Send a form with its token; a field is text, a list of texts, or a file."""
        fields = {name.replace("__", "-"): value for name, value in fields.items()}
        response = self.client.post(path, data={"csrf_token": self.token(), **fields})
        assert response.status_code == status, (
            f"POST {path}: {response.status_code}, not {status}.\n{response.text}"
        )
        return response

    def upload(self, path: str, content: bytes, name: str, kind: str, status: int = 303) -> TestResponse:
        """Send a file as the field `file`, in a body written here: the client's own leaves a file open."""
        body = (
            f'--edge\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{self.token()}\r\n'
            f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            f"Content-Type: {kind}\r\n\r\n"
        ).encode() + content
        sent = self.client.post(
            path, data=body + b"\r\n--edge--\r\n", content_type="multipart/form-data; boundary=edge"
        )
        assert sent.status_code == status, f"POST {path}: {sent.status_code}, not {status}.\n{sent.text}"
        return sent

    def then(self, path: str, **fields: Any) -> str:
        """Send a form, and the page that it leads to."""
        return self.get(self.post(path, 303, **fields).headers["Location"])

    def token(self) -> str:
        """The token of this session's forms."""
        found = TOKEN.search(self.client.get("/contact").text)
        assert found, "The contact form has no token."
        return found[1]
