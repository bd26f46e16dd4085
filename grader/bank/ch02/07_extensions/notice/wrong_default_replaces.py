# kind: anticipated
# message: Each app keeps its own text
class Notice:
    """An extension: a header with the app's own notice on every answer."""

    def __init__(self, app: Flask | None = None) -> None:
        if app is not None:
            self.init_app(app)

    def init_app(self, app: Flask) -> None:
        """Put the extension into an app. Raises RuntimeError when it is there already."""
        if "notice" in app.extensions:
            raise RuntimeError("The notice is in this app already.")
        app.extensions["notice"] = self
        app.config["NOTICE_TEXT"] = ""
        app.after_request(self._add)

    def _add(self, response: Response) -> Response:
        text = current_app.config["NOTICE_TEXT"]
        if text:
            response.headers["Campus-Notice"] = text
        return response

    def change(self, text: str) -> None:
        """Change the notice of the app whose context is active."""
        current_app.config["NOTICE_TEXT"] = text
