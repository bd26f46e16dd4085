# kind: anticipated
# message: stands `302`, not `303`
def create_cart() -> Flask:
    """A site with a cart of at most five sections for each visitor."""
    site = Flask("cart", static_folder=None)
    site.secret_key = secrets.token_hex()

    @site.get("/cart")
    def show():
        return {"cart": session.get("cart", []), "messages": get_flashed_messages()}

    @site.post("/cart")
    def add():
        section = request.form["section"]
        cart = session.get("cart", [])
        if section in cart:
            flash(f"{section} is in your cart already.")
        elif len(cart) >= 5:
            flash("Your cart is full.")
        else:
            session["cart"] = [*cart, section]
            flash(f"Added {section}.")
        return redirect(url_for("show"))

    @site.post("/cart/remove")
    def remove():
        section = request.form["section"]
        cart = session.get("cart", [])
        if section in cart:
            session["cart"] = [one for one in cart if one != section]
            flash(f"Removed {section}.")
        return redirect(url_for("show"))

    return site
