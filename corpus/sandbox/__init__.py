"""Files of strangers: which are letters, and each read in a process with limits."""
