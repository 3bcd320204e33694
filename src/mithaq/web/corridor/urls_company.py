"""Addresses of mediation for everyone, and for the company that files and follows its cases."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
