"""Badges on paper and QR codes: pure layout, painted as PDF; no store, no request, no clock."""
