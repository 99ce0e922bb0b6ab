"""Who takes part: attendance and sessions, who the members are, what companies do together."""
