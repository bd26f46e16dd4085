"""The subcommands of `course`, one a file; each defines a click command called `command`."""
