"""The REST interface, version 1, with Flask: one module a group of resources."""
