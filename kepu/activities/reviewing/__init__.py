"""审核: whose work it is, in which order, beside which version, in which words."""
