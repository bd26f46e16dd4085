"""The store in a database, through SQLAlchemy: rows by aggregate, one repository a port, the unit of work."""
