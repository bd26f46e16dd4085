"""Documents in MongoDB. Only this folder knows its driver."""
