"""Reading and embedding on the machines of a cluster: files in, rows for the store out."""
