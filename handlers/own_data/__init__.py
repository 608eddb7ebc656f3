"""/mydata: people read what is kept on them."""
