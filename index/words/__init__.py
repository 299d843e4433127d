"""The lexical leg: words in tantivy."""
