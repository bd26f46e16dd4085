"""`course doctor`: what is wrong with a set-up, and the mend. One group of checks a file."""
