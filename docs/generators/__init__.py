"""What the documents take from the code: pictures of it, its commands, its functions."""
