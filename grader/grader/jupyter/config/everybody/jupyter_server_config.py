"""What every JupyterLab of the course has: few log lines, Bash in terminals, the book's look for Markdown,
and room for the notebook in a narrow window."""

from pathlib import Path

from grader.jupyter.ending import end_with_main_thread

c = get_config()  # type: ignore[name-defined]  # noqa: F821

c.Application.log_level = "WARN"
c.ServerApp.answer_yes = True
c.ServerApp.terminado_settings = {"shell_command": ["bash"]}

# JupyterLab looks for custom.css where this setting says; its trait cannot be configured.
c.LabApp.custom_css = True
c.ServerApp.tornado_settings = {"static_custom_path": [str(Path(__file__).parent / "custom")]}
c.LabApp.extra_labextensions_path = [str(Path(__file__).parent / "labextensions")]

end_with_main_thread()
