"""The design principles, from exports, by judgement and by survey."""
