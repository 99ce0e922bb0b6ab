"""Files that an office has anyway: what Teams, Forms, Planner, calendars and own lists say."""
