"""One incident is kept longer for a court, by an attorney's and a coordinator's word."""
