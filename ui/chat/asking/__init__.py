"""Where questions are asked: the parts of the page, and what each does when it is used."""
