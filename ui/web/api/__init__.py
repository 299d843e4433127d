"""The HTTP interface: the letters and their answers for other services, as JSON."""
