# kind: observed
FORM = """
{% for message in messages %}<p>{{ message }}</p>{% endfor %}
<form method="post" action="{{ url_for('contact') }}">
<input name="name" value="{{ typed.name }}"><input name="email" value="{{ typed.email }}">
<textarea name="message">
{{ typed.message }}</textarea><button>Send</button>
</form>
"""


def contact_site(keep: Callable[[dict[str, str]], object]) -> Flask:
    site = Flask("contact_site", static_folder=None)
    rules = {
        "name": (lambda text: 0 < len(text) <= 100, "Please give your name."),
        "email": (
            lambda text: text.count("@") == 1 and all(text.split("@")) and not any(c.isspace() for c in text),
            "Please give an address such as ana@uni.example.",
        ),
        "message": (lambda text: len(text) >= 10, "Please write at least 10 characters."),
    }

    @site.route("/contact", methods=["GET", "POST"])
    def contact():
        typed = {field: request.form.get(field, default="") for field in rules}
        if request.method == "GET":
            return render_template_string(FORM, typed=typed, messages=[])
        messages = [message for field, (good, message) in rules.items() if not good(typed[field].strip())]
        if messages:
            return render_template_string(FORM, typed=typed, messages=messages), 400
        keep({field: text.strip() for field, text in typed.items()})
        return redirect("/contact/thanks", code=303)

    site.add_url_rule("/contact/thanks", "thanks", lambda: "Thank you.")
    return site
