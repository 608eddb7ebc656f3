"""Who is in, counted and paged by town."""
