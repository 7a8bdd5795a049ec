"""`python -m legalcheck`."""

from legalcheck.cli.main import main

main()
