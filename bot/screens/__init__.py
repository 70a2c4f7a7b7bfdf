"""Render a route for a person: (route, RenderContext) → Screen; `render.py` holds the table."""
