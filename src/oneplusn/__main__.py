"""Run the command line as ``python -m oneplusn``."""

from .cli import main

main()
