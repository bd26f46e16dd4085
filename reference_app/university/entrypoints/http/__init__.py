"""What both REST interfaces share, without a web framework: resources, problems, cursors, entity tags."""
