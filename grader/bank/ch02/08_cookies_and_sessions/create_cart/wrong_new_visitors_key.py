# kind: observed
# message: KeyError: 'cart'
def create_cart():
    app = Flask(__name__)
    app.secret_key = "a"
    @app.get("/cart")
    def show():
        return {"cart": session["cart"], "messages": get_flashed_messages()}
    @app.post("/cart")
    def add():
        items = session.get("cart", [])
        s = request.form["section"]
        if s in items: flash(s + " is in your cart already.")
        elif len(items) == 5: flash("Your cart is full.")
        else:
            session["cart"] = items + [s]
            flash("Added " + s + ".")
        return redirect(url_for("show"), 303)
    @app.post("/cart/remove")
    def remove():
        items = session["cart"]
        items.remove(request.form["section"])
        session["cart"] = items
        flash("Removed " + request.form["section"] + ".")
        return redirect(url_for("show"), 303)
    return app
