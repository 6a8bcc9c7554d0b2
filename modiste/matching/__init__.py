"""A library: a page or a record in, product facts out; are two records the same product?"""
