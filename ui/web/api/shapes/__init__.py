"""What goes in and comes out of the HTTP interface, and the description of it (OpenAPI)."""
