"""Real conventions and figures, synthetic people: drives flows and operations as any page would."""

from __future__ import annotations

from mithaq.demo.loading import DemoReport, load_demo, queue_statistics, steps
from mithaq.demo.summary import DemoSummary, summary

__all__ = ["DemoReport", "DemoSummary", "load_demo", "queue_statistics", "steps", "summary"]
