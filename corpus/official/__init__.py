"""The XML of official publications."""
