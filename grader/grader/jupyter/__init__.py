"""What JupyterLab needs to know of the course."""
