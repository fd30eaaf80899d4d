"""A terminal tool for the account manager whose client has just had something go badly wrong."""

__version__ = "0.1.0"
