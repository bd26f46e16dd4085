"""An author's side: releasing, verifying, deriving files."""
