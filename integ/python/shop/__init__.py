"""A small shop, and the pipeline that delivers it."""
