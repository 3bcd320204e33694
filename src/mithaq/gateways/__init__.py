"""The outside world: one folder per partner or channel, learnt by copying its sibling."""
