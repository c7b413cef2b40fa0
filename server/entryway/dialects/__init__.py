"""Text of one kind of file -> what it declares and what it refers to."""
