"""What an index is searched with: the seams, and which engines stand behind them."""
