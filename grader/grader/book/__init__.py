"""The book: what lessons show, and how the site is built and served."""
