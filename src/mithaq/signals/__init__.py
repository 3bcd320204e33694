"""Named, explainable ratios with dated thresholds."""
