"""The programming interface: typed routes over the same facts as the pages."""
