"""The delivered tables: a file per exported table, its columns and the rules within a row."""
