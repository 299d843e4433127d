"""From sentences that were read to statements that are proved."""
