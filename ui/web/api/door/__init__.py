"""What every request passes: who asks, how much, in which form; and how a refusal is told."""
