# kind: anticipated
def application_form() -> type[FlaskForm]:
    def trim(text: str | None) -> str | None:
        return text.strip() if text else text

    class ApplicationForm(FlaskForm):
        name = StringField(
            filters=[trim],
            validators=[DataRequired("Please give your name."), Length(max=80, message="At most 80 characters.")],
        )
        department = SelectField(
            choices=[("BIO", "Biology"), ("GEO", "Geography"), ("MAT", "Mathematics")],
            validate_choice=False,
            validators=[AnyOf(["BIO", "GEO", "MAT"], message="Please choose a department.")],
        )
        statement = TextAreaField(
            filters=[trim], validators=[Length(min=20, max=500, message="Between 20 and 500 characters.")]
        )
        agree = BooleanField(validators=[DataRequired("Please agree to the rules.")])

        def validate_statement(self, field: Any) -> None:
            if self.name.data and self.name.data.lower() in (field.data or "").lower():
                raise ValidationError("Please do not write your name in the statement.")

    return ApplicationForm
