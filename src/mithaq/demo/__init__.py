"""Real conventions and figures, synthetic people: drives flows and operations as any page would."""
