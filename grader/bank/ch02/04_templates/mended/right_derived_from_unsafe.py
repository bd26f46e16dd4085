# kind: anticipated
def mended() -> dict[str, str]:
    course = UNSAFE["course.html"]
    for old, new in [
        ("{{ badge|safe }}", "{{ badge }}"),
        ("title={{ teacher }}", "title='{{ teacher }}'"),
        ('{{ notes|replace("\\n", "<br>")|safe }}', '{{ notes.split("\\n")|join("<br>"|safe) }}'),
        ('"{{ asked|safe }}"', "{{ asked|tojson }}"),
        (
            '<a href="{{ homepage }}">{{ homepage }}</a>',
            '{% if homepage[:8] == "https://" %}<a href="{{ homepage }}">{{ homepage }}</a>{% else %}{{ homepage }}{% endif %}',
        ),
    ]:
        assert old in course, old
        course = course.replace(old, new)
    return {"course.html": course, "parts.html": UNSAFE["parts.html"].replace("|safe", "")}
