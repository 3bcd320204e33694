"""The core: pure functions on columns, one verb and one explainable result each."""
