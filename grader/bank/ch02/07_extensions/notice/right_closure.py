# kind: anticipated
class Notice:
    """An extension: a header with the app's own notice on every answer."""

    def __init__(self, app: Flask | None = None) -> None:
        if app:
            self.init_app(app)

    def init_app(self, app: Flask) -> None:
        """Put the extension into an app. Raises RuntimeError when it is there already."""
        if app.extensions.setdefault("notice", self) is not self or getattr(app, "_has_notice", False):
            raise RuntimeError("put a notice into an app once")
        app._has_notice = True
        if "NOTICE_TEXT" not in app.config:
            app.config["NOTICE_TEXT"] = ""

        @app.after_request
        def add(response: Response) -> Response:
            if app.config["NOTICE_TEXT"] != "":
                response.headers.set("Campus-Notice", app.config["NOTICE_TEXT"])
            return response

    def change(self, text: str) -> None:
        """Change the notice of the app whose context is active."""
        current_app.config.update(NOTICE_TEXT=text)
