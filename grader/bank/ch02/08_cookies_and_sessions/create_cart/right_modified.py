# kind: anticipated
def create_cart() -> Flask:
    """A site with a cart of at most five sections for each visitor."""
    app = Flask(__name__)
    app.config.update(SECRET_KEY="a key for this exercise alone")

    def mine() -> list[str]:
        session.modified = True  # what happens inside the list is not noticed otherwise
        return session.setdefault("cart", [])

    def back():
        return redirect("/cart", code=303)

    @app.route("/cart", methods=["GET", "POST"])
    def cart():
        if request.method == "GET":
            return {"cart": session.get("cart", []), "messages": list(get_flashed_messages())}
        section, sections = request.form["section"], mine()
        if section in sections:
            flash(section + " is in your cart already.")
            return back()
        if len(sections) == 5:
            flash("Your cart is full.")
            return back()
        sections.append(section)
        flash("Added " + section + ".")
        return back()

    @app.route("/cart/remove", methods=["POST"])
    def remove():
        try:
            mine().remove(request.form["section"])
        except ValueError:
            return back()
        flash(f"Removed {request.form['section']}.")
        return back()

    return app
