"""What every border of the system promises: delivered tables and published ones."""
