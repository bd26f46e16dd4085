# kind: anticipated
# message: Inside a script only `|tojson` keeps a text a text; it writes the quotes, too.
def mended() -> dict[str, str]:
    return {
        "parts.html": """{% macro heading(text) %}<h1>{{ text }}</h1>{% endmacro %}
""",
        "course.html": """{% from "parts.html" import heading %}
{{ heading(title) }}
<p class="badge">{{ badge }}</p>
<p title="{{ teacher }}">Taught by {{ teacher }}</p>
<p class="notes">{% for line in notes.split("\\n") %}{{ line }}{% if not loop.last %}<br>{% endif %}{% endfor %}</p>
<p>{% if homepage.startswith("https://") %}<a href="{{ homepage }}">{{ homepage }}</a>{% else %}{{ homepage }}{% endif %}</p>
<script>const asked = "{{ asked|tojson }}";</script>
""",
    }
