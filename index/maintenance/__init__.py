"""What keeps an index whole: examining, mending, copying and putting back."""
