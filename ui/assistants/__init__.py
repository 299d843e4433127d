"""The door for assistants: the letters as tools of the Model Context Protocol."""
