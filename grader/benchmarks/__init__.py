"""What the grader's speed is beside others', measured in one run: `make bench-grader`."""
