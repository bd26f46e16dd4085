# kind: anticipated
# message: What was typed is still in the fields: nobody types a letter twice.

def contact_site(keep: Callable[[dict[str, str]], object]) -> Flask:
    site = Flask("contact", static_folder=None)

    def page(values: dict[str, str], messages: list[str]) -> str:
        listed = "".join(f"<li>{message}</li>" for message in messages)
        return (
            f"<ul>{listed}</ul><form method='post'>"
            f'<input name="name" value="{escape(values["name"])}">'
            f'<input name="email" value="{escape(values["email"])}">'
            f'<textarea name="message">{escape(values["message"])}</textarea><button>Send</button></form>'
        )

    @site.get("/contact")
    def contact() -> str:
        return page({"name": "", "email": "", "message": ""}, [])

    @site.post("/contact")
    def sent():
        typed = {name: request.form.get(name, "") for name in ("name", "email", "message")}
        values = {name: text.strip() for name, text in typed.items()}
        messages = []
        if not 1 <= len(values["name"]) <= 100:
            messages.append("Please give your name.")
        if not re.fullmatch(r"[^@\s]+@[^@\s]+", values["email"]):
            messages.append("Please give an address such as ana@uni.example.")
        if len(values["message"]) < 10:
            messages.append("Please write at least 10 characters.")
        if messages:
            return page(dict.fromkeys(typed, ""), messages), 400
        keep(values)
        return redirect(url_for("thanks"), 303)

    @site.get("/contact/thanks")
    def thanks() -> str:
        return "Thank you."

    return site
