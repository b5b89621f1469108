"""名册整理: what concerns all that hangs on a unit – merging, moving, closing, its years – and the register as a sheet."""
