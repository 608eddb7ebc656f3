"""/reach: coordinators test whether the alarm reaches people, and see whom it does not."""
