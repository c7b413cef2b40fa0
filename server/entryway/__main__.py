"""`python -m entryway` is the command `entryway`."""

import sys

from entryway.cli.main import main

sys.exit(main())
