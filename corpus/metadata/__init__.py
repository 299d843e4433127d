"""What a letter says about itself: title, date, sender, addressee, kind, numbers."""
