"""Printed pages: a region's map on paper, painted from models alone as a vector PDF."""
