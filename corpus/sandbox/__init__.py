"""Files of strangers, each read in a process with limits."""
