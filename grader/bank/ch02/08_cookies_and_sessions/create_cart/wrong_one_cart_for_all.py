# kind: anticipated
# message: a list of the site belongs to everybody
def create_cart() -> Flask:
    """A site with a cart of at most five sections for each visitor."""
    site = Flask("cart", static_folder=None)
    site.secret_key = secrets.token_hex()

    carts: list[str] = []

    @site.get("/cart")
    def show():
        return {"cart": carts, "messages": get_flashed_messages()}

    @site.post("/cart")
    def add():
        section = request.form["section"]
        cart = carts
        if section in cart:
            flash(f"{section} is in your cart already.")
        elif len(cart) >= 5:
            flash("Your cart is full.")
        else:
            carts.append(section)
            flash(f"Added {section}.")
        return redirect(url_for("show"), 303)

    @site.post("/cart/remove")
    def remove():
        section = request.form["section"]
        cart = carts
        if section in cart:
            carts.remove(section)
            flash(f"Removed {section}.")
        return redirect(url_for("show"), 303)

    return site
