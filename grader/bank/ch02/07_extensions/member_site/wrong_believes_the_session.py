# kind: anticipated
# message: for a number that is no longer in `students` it must return None
def member_site(students: dict[str, str]) -> Flask:
    import os

    from flask import redirect, request
    from flask_login import LoginManager, UserMixin, current_user, login_required, login_user, logout_user
    from flask_mail import Mail, Message

    class User(UserMixin):
        def __init__(self, id):
            self.id = id

    app = Flask(__name__)
    app.secret_key = os.urandom(16)
    app.config["TESTING"] = True
    app.config["MAIL_DEFAULT_SENDER"] = "registrar@aldermoor.example"
    manager = LoginManager(app)
    mail = Mail(app)

    @manager.user_loader
    def find(id):
        return User(id)

    @app.route("/sign-in", methods=["POST"])
    def sign_in():
        id = request.form.get("student")
        if id not in students:
            return {"error": "unknown"}, 401
        login_user(User(id))
        mail.send(Message("You have signed in", recipients=[students[id]], body="Was it you?"))
        return redirect("/me", code=303)

    @app.route("/me")
    @login_required
    def me():
        return {"student": current_user.id, "address": students[current_user.id]}

    @app.route("/sign-out", methods=["POST"])
    @login_required
    def sign_out():
        logout_user()
        return redirect("/me", code=303)

    return app
