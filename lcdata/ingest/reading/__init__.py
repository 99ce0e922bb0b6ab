"""From foreign bytes to the rows of one contract table, as text and exactly as delivered."""
