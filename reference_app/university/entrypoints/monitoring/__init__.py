"""The door of those who run the app: is it ready, what does it do, and which request was that."""
