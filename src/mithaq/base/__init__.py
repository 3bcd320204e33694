"""Words everyone may use: money, months, identifiers, errors, ports, text."""
