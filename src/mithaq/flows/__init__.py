"""The stories of the product, one file each: a sequence of operations, no rule of its own."""
