"""Attendance: whom to call, who comes next time."""
