"""What becomes of jobs and their watchers when a part of the house dies, hangs or is cut off."""
