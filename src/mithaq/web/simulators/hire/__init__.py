"""The employer's simulator: a hire under every measure, side by side, over three years."""
