"""测速: figures that the README and the issues quote, each from one command. A bench is a module of this package with `run`."""
