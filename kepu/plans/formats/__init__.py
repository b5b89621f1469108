"""One module a file format; each turns the bytes of a document into blocks. Mending comes after."""
