"""Documents: the activity feed and the files of applications, in memory, in a folder, or in MongoDB."""
