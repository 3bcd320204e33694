"""What wages bear: contributions to the fund, and the tax on wages."""
