"""The top storey: settings, addresses, servers; wires gateways and country by dotted path."""
