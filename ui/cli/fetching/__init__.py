"""The command that fetches letters from official sources."""
