# kind: anticipated
def application_form() -> type[FlaskForm]:
    def without_name(form: FlaskForm, field: Any) -> None:
        name = form.name.data
        if name and name.casefold() in field.data.casefold():
            raise ValidationError("Please do not write your name in the statement.")

    def enough(form: FlaskForm, field: Any) -> None:
        if not 20 <= len(field.data) <= 500:
            raise ValidationError("Between 20 and 500 characters.")

    cut = (lambda text: (text or "").strip(),)

    class Application(FlaskForm):
        name = StringField(
            "Your name",
            [InputRequired("Please give your name."), DataRequired("Please give your name."), Length(0, 80, "At most 80 characters.")],
            filters=cut,
        )
        department = SelectField(
            "Department", choices=[("BIO", "Biology"), ("GEO", "Geography"), ("MAT", "Mathematics")], validate_choice=False
        )
        statement = TextAreaField("Statement", [enough, without_name], filters=cut)
        agree = BooleanField("I agree", [DataRequired("Please agree to the rules.")])

        def validate_department(self, field: Any) -> None:
            if field.data not in dict(field.choices):
                raise ValidationError("Please choose a department.")

    return Application
