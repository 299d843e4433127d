"""The dense leg: vectors in FAISS."""
