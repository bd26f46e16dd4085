"""How fast the app's use cases are, beside the same statements without the app: `make bench-app`."""
