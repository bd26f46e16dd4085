# kind: anticipated
# message: leave `|safe` out
def add_parts(site: Flask) -> None:
    def clock(minutes):
        if minutes is None:
            return "open"
        hours, rest = divmod(minutes, 60)
        return f"{hours:02d}:{rest:02d}"

    site.add_template_filter(clock)
    text = """
{% macro meeting(day, start, end, room="") %}
{% set place = room if room else "room open" %}
<li{{ "" if room else ' class="open"'|safe }}>{{ day }}, {{ start|clock }} to {{ end|clock }}, {{ place|safe }}</li>
{% endmacro %}
{% macro week(meetings) %}
{% for m in meetings|sort(attribute="start") %}
{% if loop.first %}<ul>{% endif %}
{{ meeting(m.day, m.start, m.end, m.room) }}
{% if loop.last %}</ul>{% endif %}
{% else %}
<p>No meetings.</p>
{% endfor %}
{% endmacro %}
"""
    site.jinja_loader = DictLoader({"parts.html": text})
