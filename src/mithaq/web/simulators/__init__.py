"""What the law gives in one's own case: asked without an account, nothing kept."""
