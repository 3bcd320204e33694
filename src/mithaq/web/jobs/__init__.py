"""Pages of long work: what was asked, how far it is, what was refused; cancel, start again."""
