"""Official sources on the network, from which letters are fetched into a folder."""
