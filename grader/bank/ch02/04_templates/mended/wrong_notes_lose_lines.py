# kind: anticipated
# message: The honest page keeps its tags: the badge is bold, the notes have their line
def mended() -> dict[str, str]:
    return {
        "parts.html": """{% macro heading(text) %}<h1>{{ text }}</h1>{% endmacro %}
""",
        "course.html": """{% from "parts.html" import heading %}
{{ heading(title) }}
<p class="badge">{{ badge }}</p>
<p title="{{ teacher }}">Taught by {{ teacher }}</p>
<p class="notes">{{ notes }}</p>
<p>{% if homepage.startswith("https://") %}<a href="{{ homepage }}">{{ homepage }}</a>{% else %}{{ homepage }}{% endif %}</p>
<script>const asked = {{ asked|tojson }};</script>
""",
    }
