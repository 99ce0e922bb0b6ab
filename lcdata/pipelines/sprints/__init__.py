"""Each community against its own plan: sprints, items, actions."""
