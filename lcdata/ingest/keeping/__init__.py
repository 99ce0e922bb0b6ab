"""What was delivered, kept: bytes by their hash, accepted and set aside rows, receipts."""
