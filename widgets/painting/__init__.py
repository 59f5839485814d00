"""Painters shared by screen and paper: plain functions on a QPainter that know no widget.

Every painter works in the painter's own units ("pixels", y down) and takes a `Style` that
says how many units one screen pixel is. The caller turns antialiasing on.
"""
